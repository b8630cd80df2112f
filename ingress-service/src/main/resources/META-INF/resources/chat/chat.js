// The customer's side of a conversation. What anybody wrote is only ever set as text.

const $ = (id) => document.getElementById(id);
const log = $("log");
const talk = $("talk");
const text = $("text");
const OUTBOX = "casebook.outbox";
const RETRY_MS = [500, 1000, 2000, 4000, 8000, 15000];
const TYPING_EVERY_MS = 3000;
const TYPING_LASTS_MS = 45000;

let stream = null;
let after = "0";
let begun = false;
let sending = false;
let failures = 0;
let reconnects = 0;
let typingTold = 0;
let typingTimer = 0;
let lastFrom = "";
let handedOffAt = 0;
const shown = new Map();

const newId = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, "0")).join("");

const pause = (ms) => new Promise((done) => setTimeout(done, ms));

async function call(method, path, body) {
  const answer = await fetch(path, {
    method,
    credentials: "same-origin",
    headers: body === undefined ? {} : { "Content-Type": "application/json" },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const json = answer.status === 204 ? null : await answer.json().catch(() => null);
  return { status: answer.status, ok: answer.ok, json };
}

// ---- what is shown

function element(name, className, content) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (content !== undefined) made.textContent = content;
  return made;
}

function nearEnd() {
  return talk.scrollHeight - talk.scrollTop - talk.clientHeight < 120;
}

function append(item, follow) {
  log.append(item);
  $("greeting").hidden = true;
  if (follow) talk.scrollTop = talk.scrollHeight;
}

const NAMES = { customer: "You", ai: "AI assistant", human: "Support team" };

function showMessage(line) {
  if (shown.has(line.id)) return shown.get(line.id);
  const from = line.from in NAMES ? line.from : "ai";
  const follow = nearEnd() || from === "customer";
  const item = element("li", `message ${from}${line.holding ? " holding" : ""}`);
  item.append(element("span", from === lastFrom ? "name same" : "name", NAMES[from]));
  item.append(element("div", "bubble", line.body));
  if (line.citations) item.append(sources(line.citations));
  const meta = element("span", "meta");
  const at = new Date(line.at);
  const time = element("time", "", at.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" }));
  time.dateTime = line.at;
  meta.append(time);
  item.append(meta);
  shown.set(line.id, item);
  lastFrom = from;
  append(item, follow);
  return item;
}

function sources(citations) {
  const list = element("ul", "sources");
  list.setAttribute("aria-label", "Sources");
  for (const { title, url } of citations) {
    const item = element("li");
    if (/^https?:\/\//i.test(url ?? "")) {
      const link = element("a", "", title);
      link.href = url;
      link.target = "_blank";
      link.rel = "noopener noreferrer";
      item.append(link);
    } else {
      item.textContent = title;
    }
    list.append(item);
  }
  return list;
}

function showEvent(words) {
  const follow = nearEnd();
  lastFrom = "";
  append(element("li", "event", words), follow);
}

function show(line) {
  if (line.kind === "message") {
    showMessage(line);
    if (line.from === "human") setState("You are talking to our support team");
    // The words that announce a hand-off may arrive just after its notice.
    else if (line.from === "ai" && Date.parse(line.at) > handedOffAt + 2000) setState("AI assistant");
  } else if (line.kind === "hand_off") {
    handedOffAt = Date.parse(line.at);
    showEvent("A person from our team takes over");
    setState("Waiting for our support team");
  } else if (line.kind === "finished") {
    showEvent("This conversation is closed. Write again if something is left.");
    setState("AI assistant");
  }
}

function setState(words) {
  $("state").textContent = words;
}

function setTyping(on) {
  clearTimeout(typingTimer);
  const follow = on && nearEnd();
  $("typing").hidden = !on;
  if (follow) talk.scrollTop = talk.scrollHeight;
  if (on) typingTimer = setTimeout(() => setTyping(false), TYPING_LASTS_MS);
}

function notice(words) {
  $("notice").textContent = words ?? "";
  $("notice").hidden = !words;
}

function mark(item, words) {
  const meta = item.querySelector(".meta");
  let note = meta.querySelector(".sent");
  if (!note) {
    note = element("span", "sent");
    meta.append(" ", note);
  }
  note.textContent = words;
}

function linkTimeline(address) {
  const link = $("timeline");
  if (!link) return;
  link.hidden = !address;
  if (address) link.href = address;
}

function clear() {
  log.replaceChildren();
  shown.clear();
  lastFrom = "";
  $("greeting").hidden = false;
  setTyping(false);
  setState("AI assistant");
  notice(null);
}

// ---- what is received

function listen() {
  stream?.close();
  const mine = new EventSource(`/chat/stream?after=${encodeURIComponent(after)}`);
  stream = mine;
  mine.onopen = () => {
    reconnects = 0;
    if (failures === 0) notice(null);
  };
  for (const kind of ["message", "hand_off", "finished"]) {
    mine.addEventListener(kind, (event) => {
      if (!event.data || mine !== stream) return;
      if (event.lastEventId) after = event.lastEventId;
      const line = JSON.parse(event.data);
      if (!line.holding) setTyping(false);
      show(line);
    });
  }
  mine.addEventListener("typing", () => mine === stream && setTyping(true));
  mine.addEventListener("gap", () => mine === stream && restore());
  mine.onerror = async () => {
    // While connecting the browser tries by itself; a refusal ends that, and the page goes on trying.
    if (mine !== stream || mine.readyState !== EventSource.CLOSED) return;
    const wait = RETRY_MS[Math.min(reconnects++, RETRY_MS.length - 1)];
    if (reconnects > 2) notice("The connection is interrupted. Trying again …");
    await pause(wait);
    if (mine === stream) restore();
  };
}

async function restore() {
  let answer;
  try {
    answer = await call("GET", "/chat/history");
  } catch {
    answer = { ok: false };
  }
  if (!answer.ok) {
    notice("The assistant is not reachable. Trying again …");
    await pause(RETRY_MS[Math.min(reconnects++, RETRY_MS.length - 1)]);
    return restore();
  }
  notice(null);
  if (!answer.json) return;
  begun = true;
  after = answer.json.after;
  linkTimeline(answer.json.timeline);
  const waiting = outbox();
  clear();
  answer.json.lines.forEach(show);
  waiting.filter((message) => !shown.has(message.id)).forEach(showWaiting);
  talk.scrollTop = talk.scrollHeight;
  listen();
}

// ---- what is sent

function outbox() {
  try {
    return JSON.parse(sessionStorage.getItem(OUTBOX) ?? "[]");
  } catch {
    return [];
  }
}

function keep(messages) {
  try {
    sessionStorage.setItem(OUTBOX, JSON.stringify(messages));
  } catch {
    // Without storage a message is lost only when the page is closed before it was sent.
  }
}

function showWaiting(message) {
  mark(showMessage({ kind: "message", from: "customer", ...message }), "Sending …");
}

async function begin() {
  const answer = await call("POST", "/chat/conversation", {});
  if (!answer.ok) throw Object.assign(new Error("not begun"), { answer });
  begun = true;
  after = "0";
  linkTimeline(answer.json?.timeline);
  listen();
}

function delayAfter(answer) {
  const asked = answer?.json?.details?.retry_after_seconds;
  return asked ? asked * 1000 : RETRY_MS[Math.min(failures, RETRY_MS.length - 1)];
}

async function trySend(message) {
  if (!begun) await begin();
  const answer = await call("POST", "/chat/messages", { id: message.id, body: message.body });
  if (answer.status === 404) {
    begun = false;
    throw Object.assign(new Error("gone"), { answer });
  }
  if (answer.status === 429 || answer.status >= 500) throw Object.assign(new Error("later"), { answer });
  return answer;
}

async function flush() {
  if (sending) return;
  sending = true;
  for (let waiting = outbox(); waiting.length > 0; waiting = outbox()) {
    const message = waiting[0];
    try {
      const answer = await trySend(message);
      failures = 0;
      notice(null);
      keep(outbox().filter((other) => other.id !== message.id));
      const item = shown.get(message.id);
      if (item) mark(item, answer.ok ? "" : "Not sent");
      if (!answer.ok) notice(answer.json?.message ?? "This message was refused. Begin a new conversation and try again.");
    } catch (fault) {
      const wait = delayAfter(fault.answer);
      failures++;
      notice(
        fault.answer?.status === 429
          ? "You are writing very fast. The message is sent in a moment."
          : "The message is not sent yet. Trying again …",
      );
      await pause(wait);
    }
  }
  sending = false;
}

function send() {
  const body = text.value.trim();
  if (!body) return;
  const message = { id: newId(), body, at: new Date().toISOString() };
  keep([...outbox(), message]);
  showWaiting(message);
  text.value = "";
  fit();
  flush();
}

async function tellTyping() {
  if (!begun || Date.now() - typingTold < TYPING_EVERY_MS) return;
  typingTold = Date.now();
  await call("POST", "/chat/events", { type: "typing" }).catch(() => null);
}

function fit() {
  if (CSS.supports("field-sizing", "content")) return;
  text.rows = Math.min(5, Math.max(1, text.value.split("\n").length));
}

// ---- what the customer does

// A notice or a keyboard that takes room must not cover the newest words.
let atEnd = true;
talk.addEventListener("scroll", () => {
  atEnd = nearEnd();
});
new ResizeObserver(() => {
  if (atEnd) talk.scrollTop = talk.scrollHeight;
}).observe(talk);

$("composer").addEventListener("submit", (event) => {
  event.preventDefault();
  send();
  text.focus();
});

text.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    send();
  }
});

text.addEventListener("input", () => {
  fit();
  if (text.value.trim()) tellTyping();
});

$("fresh").addEventListener("click", async () => {
  stream?.close();
  stream = null;
  keep([]);
  clear();
  linkTimeline(null);
  begun = false;
  try {
    await begin();
  } catch {
    notice("A new conversation could not be begun. It begins with your next message.");
  }
  text.focus();
});

await restore();
if (outbox().length > 0) {
  outbox().filter((message) => !shown.has(message.id)).forEach(showWaiting);
  flush();
}
text.focus({ preventScroll: true });
