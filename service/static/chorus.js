// Everything works without this file; with it, the design system's components wake up and progress moves by itself.
import { initAll } from "./vendor/nhsuk-frontend.min.js";
import { watchProgress } from "./progress.js";

document.body.classList.add("js-enabled", "nhsuk-frontend-supported");
initAll();
document.querySelectorAll("[data-progress]").forEach(watchProgress);
