"use strict";
const form = document.getElementById("filters");
const position = document.getElementById("position");
const articles = [...document.querySelectorAll("article")];
const filters = ["language", "document", "engine", "annotator"];
let shown = [];
let current = -1;

function wanted(name) {
  const control = form.elements.namedItem(name);
  return control ? control.value : "";
}

function filter() {
  const kind = wanted("kind");
  shown = [];
  let cases = 0;
  for (const article of articles) {
    const fits = filters.every((f) => !wanted(f) || wanted(f) === "=" + article.dataset[f]);
    const errors = [...article.querySelectorAll("details.error")].filter(
      (d) => !kind || d.dataset.kinds.split(",").includes(kind.slice(1)));
    article.hidden = !fits || errors.length === 0;
    if (!article.hidden) {
      cases++;
      shown.push(...errors);
    }
  }
  select(-1);
  position.value = shown.length + " wrong jobs in " + cases + " cases";
}

function select(index) {
  document.querySelectorAll(".now, .picked").forEach((e) => e.classList.remove("now", "picked"));
  current = index;
  if (index < 0) {
    return;
  }
  const job = shown[index];
  const article = job.closest("article");
  job.open = true;
  job.classList.add("now");
  const marks = [...article.querySelectorAll("mark")].filter(
    (m) => m.dataset.pair.split(" ").includes(job.dataset.pair));
  marks.forEach((m) => m.classList.add("now"));
  article.querySelector(".text").classList.add("picked");
  article.scrollIntoView({ block: "start" });
  within(job, job.closest(".jobs"));
  if (marks.length > 0) {
    within(marks[0], article.querySelector(".text"));
  }
  position.value = "wrong job " + (index + 1) + " of " + shown.length;
}

// Scrolls inside a pane only, so that the page stays where the case begins.
function within(element, pane) {
  const offset = element.getBoundingClientRect().top - pane.getBoundingClientRect().top;
  pane.scrollTop += offset - pane.clientHeight / 4;
}

function step(by) {
  if (shown.length > 0) {
    select(current < 0 ? (by > 0 ? 0 : shown.length - 1) : (current + by + shown.length) % shown.length);
  }
}

form.addEventListener("change", filter);
form.addEventListener("submit", (event) => event.preventDefault());
document.getElementById("next").addEventListener("click", () => step(1));
document.getElementById("previous").addEventListener("click", () => step(-1));
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("select, input")) {
    return;
  }
  if (event.key === "j" || event.key === "n" || event.key === "ArrowRight") {
    step(1);
  } else if (event.key === "k" || event.key === "p" || event.key === "ArrowLeft") {
    step(-1);
  }
});
document.querySelector("main").addEventListener("click", (event) => {
  const job = event.target.closest("details.error");
  if (job && shown.includes(job) && !event.target.closest("summary, a")) {
    select(shown.indexOf(job));
  }
});
form.hidden = false;
filter();
if (location.hash === "#first") {
  step(1);
}
