// Travels through a conversation without loading the whole page again. What the server sends is already escaped text;
// it is parsed as a document of its own, in which no script runs, and only its nodes are taken over.

const $ = (id) => document.getElementById(id);
const slider = $("at");
const shown = $("at-shown");
const panel = $("moment");
const conversation = document.querySelector("main").dataset.conversation;
const rows = new Map(
  Array.from(document.querySelectorAll("tr.event"), (row) => [Number(row.dataset.sequence), row]),
);

let wanted = 0;
let timer = 0;

function mark(sequence) {
  for (const row of document.querySelectorAll("tr.selected")) {
    row.classList.remove("selected");
    row.removeAttribute("aria-current");
  }
  const row = rows.get(sequence);
  row?.classList.add("selected");
  row?.setAttribute("aria-current", "true");
  return row;
}

async function load(sequence) {
  const answer = await fetch(`/timeline/${encodeURIComponent(conversation)}/moment?at=${sequence}`, {
    credentials: "same-origin",
    headers: { Accept: "text/html" },
  });
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (sequence !== wanted) return;
  panel.replaceChildren(...Array.from(page.body.childNodes, (node) => document.importNode(node, true)));
  panel.scrollTop = 0;
}

function show(sequence, scroll) {
  wanted = sequence;
  slider.value = String(sequence);
  shown.textContent = `${sequence} of ${slider.max}`;
  const row = mark(sequence);
  if (scroll) row?.scrollIntoView({ block: "nearest" });
  clearTimeout(timer);
  timer = setTimeout(() => {
    history.replaceState(null, "", `?at=${sequence}`);
    load(sequence).catch(() => {
      // A page that cannot be reached is asked for as a whole, so that the person sees why.
      location.search = `?at=${sequence}`;
    });
  }, 60);
}

$("go").hidden = true;
slider.addEventListener("input", () => show(Number(slider.value), true));

document.querySelector(".events").addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || getSelection()?.toString()) return;
  const row = event.target.closest("tr.event");
  if (!row) return;
  event.preventDefault();
  show(Number(row.dataset.sequence), false);
});

document.querySelector("tr.selected")?.scrollIntoView({ block: "nearest" });
