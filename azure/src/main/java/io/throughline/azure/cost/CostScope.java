package io.throughline.azure.cost;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Whose costs are asked for. Each kind is a record of the ids that name it. */
public sealed interface CostScope {

    /** Returns the path of the scope, without a slash at its ends; ids are encoded. */
    String path();

    /** Returns which role lets a credential see the scope's costs, and where to grant it. */
    default String permission() {
        return "grant the role Cost Management Reader on /" + path();
    }

    /** A subscription. */
    record Subscription(String id) implements CostScope {

        public Subscription {
            requireId("subscription", id);
        }

        @Override
        public String path() {
            return "subscriptions/" + encoded(id);
        }
    }

    /** A resource group. */
    record ResourceGroup(String subscription, String name) implements CostScope {

        public ResourceGroup {
            requireId("subscription", subscription);
            requireId("name", name);
        }

        @Override
        public String path() {
            return "subscriptions/" + encoded(subscription) + "/resourceGroups/" + encoded(name);
        }
    }

    /** A management group. */
    record ManagementGroup(String id) implements CostScope {

        public ManagementGroup {
            requireId("management group", id);
        }

        @Override
        public String path() {
            return "providers/Microsoft.Management/managementGroups/" + encoded(id);
        }
    }

    /** A billing account. */
    record BillingAccount(String id) implements CostScope {

        public BillingAccount {
            requireId("billing account", id);
        }

        @Override
        public String path() {
            return "providers/Microsoft.Billing/billingAccounts/" + encoded(id);
        }

        @Override
        public String permission() {
            return ofBilling(
                    "Billing account reader (Enterprise Agreement: Enterprise Administrator, read only)", this);
        }
    }

    /** A part of a billing account: what its kinds are depends on the agreement. */
    record BillingPart(BillingAccount account, Kind kind, String id) implements CostScope {

        /** The kinds of parts. */
        public enum Kind {
            DEPARTMENT("departments"),
            ENROLLMENT_ACCOUNT("enrollmentAccounts"),
            BILLING_PROFILE("billingProfiles"),
            CUSTOMER("customers");

            private final String segment;

            Kind(String segment) {
                this.segment = segment;
            }
        }

        public BillingPart {
            requireId("part of the billing account", id);
        }

        @Override
        public String path() {
            return account.path() + "/" + kind.segment + "/" + encoded(id);
        }

        @Override
        public String permission() {
            return ofBilling("reader of the " + kind.segment, this);
        }
    }

    /** An invoice section of a billing profile. */
    record InvoiceSection(BillingAccount account, String billingProfile, String id) implements CostScope {

        public InvoiceSection {
            requireId("billing profile", billingProfile);
            requireId("invoice section", id);
        }

        @Override
        public String path() {
            return account.path() + "/billingProfiles/" + encoded(billingProfile) + "/invoiceSections/" + encoded(id);
        }

        @Override
        public String permission() {
            return ofBilling("Invoice section reader", this);
        }
    }

    private static String ofBilling(String role, CostScope scope) {
        return "give the billing role " + role + " on /" + scope.path()
                + " (Cost Management Reader is not enough here)";
    }

    private static void requireId(String what, String id) {
        if (id.isBlank() || Pattern.compile("[/?#\\p{Cntrl}]").matcher(id).find() || id.equals("..")) {
            throw new IllegalArgumentException(what + " must be a single name of a path, was '" + id + "'");
        }
    }

    private static String encoded(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20").replace("%3A", ":");
    }
}
