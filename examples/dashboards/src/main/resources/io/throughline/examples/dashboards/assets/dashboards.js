// Theme, evidence that opens, and the notice of newer data. No page needs it to be read.
(function () {
  "use strict";

  const root = document.documentElement;

  function isDark() {
    return root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  }

  function setTheme(theme) {
    root.dataset.theme = theme;
    try {
      localStorage.setItem("theme", theme);
    } catch (e) {
      // Then it holds for this page only.
    }
    document.dispatchEvent(new CustomEvent("themechange"));
  }

  document.getElementById("theme").addEventListener("click", () => setTheme(isDark() ? "light" : "dark"));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () =>
    document.dispatchEvent(new CustomEvent("themechange")));

  // What stands at a place of the page opens when the place is gone to.
  function open(element) {
    if (!element) {
      return;
    }
    for (let outer = element; outer; outer = outer.parentElement) {
      if (outer.tagName === "DETAILS") {
        outer.open = true;
      }
    }
    const evidence = element.querySelector(":scope > tr.evidence");
    if (evidence) {
      expand(element, true);
    }
    element.scrollIntoView({ block: "center", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
    document.querySelectorAll(".is-target").forEach((old) => old.classList.remove("is-target"));
    element.classList.add("is-target");
  }

  function openReference(reference) {
    open(document.querySelector('[data-ref="' + CSS.escape(reference) + '"]'));
  }

  function expand(body, wanted) {
    body.querySelector("tr.evidence").hidden = !wanted;
    body.querySelector(".expand").setAttribute("aria-expanded", String(wanted));
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest(".expand");
    if (button) {
      const body = button.closest("tbody");
      expand(body, body.querySelector("tr.evidence").hidden);
      return;
    }
    const link = event.target.closest('a[href^="#"]');
    if (link && link.getAttribute("href").length > 1 && !link.classList.contains("skip")) {
      const target = document.getElementById(decodeURIComponent(link.getAttribute("href").slice(1)));
      if (target) {
        event.preventDefault();
        history.replaceState(null, "", link.getAttribute("href"));
        open(target);
      }
    }
  });

  // Not everything that a finding refers to is on every page.
  document.querySelectorAll("a.reference").forEach((link) => {
    if (!document.getElementById(link.hash.slice(1))) {
      link.remove();
    }
  });

  if (location.hash.length > 1) {
    open(document.getElementById(decodeURIComponent(location.hash.slice(1))));
  }

  // The view is computed elsewhere; its tag tells when there is a newer one.
  const { api, inputs } = document.body.dataset;
  if (api) {
    setInterval(async () => {
      try {
        const answer = await fetch(api, { method: "HEAD", cache: "no-store" });
        const tag = answer.headers.get("ETag");
        if (answer.ok && tag && tag.replace(/"|--gzip/g, "") !== inputs) {
          document.getElementById("newer").hidden = false;
        }
      } catch (e) {
        // The server was stopped; what is shown stays, with its age.
      }
    }, 30000);
    document.getElementById("reload").addEventListener("click", () => location.reload());
  }

  window.dashboards = { isDark, openReference };
})();
