// The desk. What anybody wrote is only ever set as text; the parts that the server renders are parsed as a document of
// their own, in which no script runs, before their nodes are taken over.

const $ = (id) => document.getElementById(id);
const REFRESH_MS = 2000;
const body = document.body;
const human = body.dataset.human;
const chosen = body.dataset.case;
const NAMES = { Customer: "Customer", "AI Agent": "AI agent", Agent: "Human", Bot: "Bot" };

let tag = "";
let said = "";
let busy = false;
let messageId = newId();

function newId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, "0")).join("");
}

function element(name, className, content) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (content !== undefined) made.textContent = content;
  return made;
}

function notice(words) {
  $("notice").textContent = words ?? "";
  $("notice").hidden = !words;
}

function state(words) {
  if ($("state").textContent !== words) $("state").textContent = words;
}

// ---- what is shown

const facts = () => document.querySelector("#case .facts");

/** Which deeds the case allows to whoever sits here. */
function offer() {
  const shown = facts();
  $("acts").hidden = !shown;
  if (!shown) return;
  const { kind, status, mine } = shown.dataset;
  const handOff = kind === "hand_off";
  const open = status === "open";
  $("claim").hidden = !(handOff && open);
  $("reply").hidden = !(handOff && mine === "true");
  $("handback").hidden = !(handOff && mine === "true");
  $("decide").hidden = handOff || status === "closed";
  offerDraft(shown);
}

/** A reply can be changed before it is sent. What somebody has begun to change is left alone while the same reply waits. */
function offerDraft(shown) {
  const isReply = shown.dataset.kind === "reply_approval";
  const draft = $("draft");
  $("draft-part").hidden = !isReply;
  if (!isReply || draft.dataset.of === shown.dataset.id) return;
  draft.value = document.querySelector("#case .exact").textContent;
  draft.dataset.of = shown.dataset.id;
  draft.dataset.original = draft.value;
}

function span(since) {
  const seconds = Math.max(0, Math.floor((Date.now() - Date.parse(since)) / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  return hours < 24 ? `${hours} h ${minutes % 60} min` : `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

function tick() {
  for (const time of document.querySelectorAll("time.waiting")) {
    const words = span(time.dateTime);
    if (time.textContent !== words) time.textContent = words;
  }
  const total = Number(document.querySelector("#queue .count")?.dataset.total ?? 0);
  document.title = total > 0 ? `(${total}) ${body.dataset.title}` : body.dataset.title;
}

function replace(id, page) {
  const fresh = page.getElementById(id);
  const old = $(id);
  if (!fresh || fresh.isEqualNode(old)) return;
  const focus = old.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
  const opened = old.querySelector("details")?.open;
  old.replaceWith(document.importNode(fresh, true));
  if (opened) $(id).querySelector("details")?.setAttribute("open", "");
  if (focus) $(id).querySelector(`a[href="${CSS.escape(focus)}"]`)?.focus({ preventScroll: true });
}

async function refreshParts() {
  const answer = await fetch(`/desk/parts?case=${encodeURIComponent(chosen)}`, {
    credentials: "same-origin",
    cache: "no-store",
    headers: tag ? { Accept: "text/html", "If-None-Match": tag } : { Accept: "text/html" },
  });
  if (answer.status === 304) return;
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  tag = answer.headers.get("ETag") ?? "";
  replace("queue", page);
  replace("case", page);
}

async function refreshConversation() {
  const conversation = facts()?.dataset.conversation;
  if (!conversation) return;
  const answer = await fetch(`/v1/conversations/${encodeURIComponent(conversation)}/messages`, {
    credentials: "same-origin",
    headers: { Accept: "application/json" },
  });
  if (!answer.ok) {
    if (said === "") $("log").replaceChildren(element("li", "empty", "The conversation cannot be loaded at the moment."));
    return;
  }
  const text = await answer.text();
  if (text === said) return;
  said = text;
  const log = $("log");
  const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 60;
  log.replaceChildren(...JSON.parse(text).map(message));
  if (atEnd) log.scrollTop = log.scrollHeight;
}

function message(said) {
  const from = said.participant_type === "Customer" ? "customer" : said.participant_type === "Agent" ? "human" : "ai";
  const item = element("li", `message ${from}${said.is_holding ? " holding" : ""}`);
  const at = new Date(said.created);
  const head = element("span", "name", NAMES[said.participant_type] ?? said.participant_type);
  if (from === "human" && said.participant_id) head.textContent += ` ${said.participant_id}`;
  const time = element("time", "", at.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" }));
  time.dateTime = said.created;
  time.title = at.toLocaleString();
  head.append(" · ", time);
  item.append(head);
  if (said.subject) item.append(element("strong", "subject", said.subject));
  item.append(element("div", "bubble", said.body));
  for (const file of said.attachments ?? []) item.append(element("span", "name", `Attached: ${file.file_name}`));
  return item;
}

async function refresh() {
  if (document.hidden || busy) return;
  try {
    await refreshParts();
    await refreshConversation();
    state("What waits for people");
  } catch {
    state("The desk is not reachable. Trying again …");
  }
  offer();
  tick();
}

// ---- what a person does

async function act(deed, fields) {
  const shown = facts();
  if (!shown || busy) return false;
  busy = true;
  notice(null);
  const buttons = Array.from(document.querySelectorAll("#acts button"));
  for (const button of buttons) button.disabled = true;
  try {
    const answer = await fetch(`/v1/escalations/${encodeURIComponent(shown.dataset.id)}/${deed}`, {
      method: "POST",
      credentials: "same-origin",
      headers: { "Content-Type": "application/json", Accept: "application/json" },
      body: JSON.stringify({ human_id: human, ...fields }),
    });
    if (!answer.ok) {
      const problem = await answer.json().catch(() => null);
      notice(problem?.message ?? "This was refused. Load the page again.");
    }
    return answer.ok;
  } catch {
    notice("The desk is not reachable. Try again; doing it twice is harmless.");
    return false;
  } finally {
    busy = false;
    for (const button of buttons) button.disabled = false;
    await refresh();
  }
}

const valueOf = (input) => (input.value.trim() === "" ? null : input.value.trim());

$("claim").addEventListener("submit", async (event) => {
  event.preventDefault();
  if (await act("claim", {})) $("text").focus();
});

$("reply").addEventListener("submit", async (event) => {
  event.preventDefault();
  const text = valueOf($("text"));
  if (!text) return;
  // The id stays until the message is safe, so that trying again is the same message.
  if (await act("reply", { body: text, message_id: messageId })) {
    messageId = newId();
    $("text").value = "";
  }
});

$("text").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    $("reply").requestSubmit();
  }
});

// Another text is another message.
$("text").addEventListener("input", () => {
  messageId = newId();
});

$("handback").addEventListener("submit", async (event) => {
  event.preventDefault();
  if (await act("hand-back", { note: valueOf($("note")) })) $("note").value = "";
});

$("decide").addEventListener("submit", async (event) => {
  event.preventDefault();
  const deed = event.submitter?.dataset.act;
  if (!deed) return;
  const fields = { payload_hash: facts().dataset.hash, note: valueOf($("decision-note")) };
  const draft = $("draft");
  if (deed === "approve" && !$("draft-part").hidden && draft.value !== draft.dataset.original) {
    if (valueOf(draft) === null) {
      notice("An empty reply cannot be sent. Refuse it, or write one.");
      return;
    }
    fields.edited_text = draft.value;
  }
  if (await act(deed, fields)) $("decision-note").value = "";
});

offer();
tick();
setInterval(refresh, REFRESH_MS);
setInterval(tick, 1000);
document.addEventListener("visibilitychange", refresh);
await refreshConversation().catch(() => null);
