package io.throughline.azure.advisor;

import io.throughline.azure.paging.AzurePages;

/** Lists what Azure Advisor recommends. Thread-safe; calls run on the caller's thread. */
public interface AdvisorGateway {

    /** What a recommendation is about. */
    enum Category {
        COST("Cost"),
        HIGH_AVAILABILITY("HighAvailability"),
        PERFORMANCE("Performance"),
        SECURITY("Security"),
        OPERATIONAL_EXCELLENCE("OperationalExcellence");

        private final String word;

        Category(String word) {
            this.word = word;
        }

        /** Returns the service's word. */
        public String word() {
            return word;
        }
    }

    /** Lists all recommendations for a subscription; one request for each page as it is reached. */
    AzurePages<Recommendation> list(String subscription);

    /** Lists the recommendations of a category; one request for each page as it is reached. */
    AzurePages<Recommendation> list(String subscription, Category category);
}
