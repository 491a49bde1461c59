// Puts the page together: what is chosen, what is asked of the emulator, and when.

import { Begin } from './begin.js';
import { Call } from './call.js';
import { byId, element, paint } from './element.js';
import { Conversations } from './conversations.js';
import { showDetails } from './details.js';
import { icon } from './icons.js';
import { Reply } from './reply.js';
import { Talk } from './talk.js';

const FILTERS = [['', 'All'], ['read', 'Read'], ['delivered', 'Delivered'], ['sent', 'Sent'], ['accepted', 'Waiting'], ['failed', 'Failed']];
const TYPING_PAUSE = 150;
const number = new Intl.NumberFormat();

const state = { search: '', status: '', reveal: false, conversation: 0, name: '', message: null, messages: -1, sms: false, calls: false };

async function ask(path, parameters) {
  try {
    const answer = await fetch(`/_emulator/phone/${path}?${new URLSearchParams(parameters)}`);
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

async function loadConversations(offset, limit) {
  const page = await ask('conversations', { offset, limit, search: state.search, status: state.status, reveal: state.reveal });
  if (page) {
    byId('totals').textContent = page.messages === 0
      ? 'What people see on their phones'
      : `${number.format(page.messages)} message${page.messages === 1 ? '' : 's'} · ${number.format(page.total)} conversation${page.total === 1 ? '' : 's'}`;
    state.sms = page.sms;
    state.calls = page.calls;
    announce(page.messages);
  }

  return page;
}

function announce(messages) {
  if (state.messages >= 0 && messages > state.messages) {
    byId('announce').textContent = `${messages - state.messages} new messages`;
  }

  state.messages = messages;
}

const loadMessages = (id, limit, before) =>
  ask(`conversations/${id}`, before ? { limit, before, reveal: state.reveal } : { limit, reveal: state.reveal });

const conversations = new Conversations(loadConversations, (id) => { location.hash = `c${id}`; });
const reply = new Reply();
const call = new Call((problem) => reply.tell(problem));
const talk = new Talk(loadMessages, selectMessage, (message, button) => reply.tap(message, button));

function selectMessage(message) {
  state.message = message ?? null;
  reply.select(state.message);
  showDetails(byId('details-body'), state.message, state.name);
  byId('panes').classList.toggle('with-details', Boolean(message));
}

async function openFromAddress() {
  const id = Number(/^#c(\d+)$/.exec(location.hash)?.[1] ?? 0);
  state.conversation = id;
  byId('panes').classList.toggle('with-talk', id > 0);
  document.querySelector('.device').classList.toggle('vacant', id === 0);
  conversations.select(id);
  reply.open(id);
  call.open(id);
  selectMessage(null);
  if (id === 0) {
    talk.clear();
    describe(null);
    return;
  }

  const page = await talk.open(id);
  if (state.messages < 0) {
    // Opened by its address: whether there is SMS is not known yet.
    await loadConversations(0, 1);
  }

  describe(page);
}

function describe(page) {
  document.querySelector('.device').classList.toggle('vacant', !page);
  if (!page) {
    return;
  }

  state.name = page.name;
  byId('who-name').textContent = page.name;
  byId('who-count').textContent = `${number.format(page.total)} message${page.total === 1 ? '' : 's'}`;
  paint(byId('who-avatar'), page.id, page.name);
  call.offer(state.calls);
  reply.offer(state.sms, page.items.filter((item) => !item.own).at(-1));
}

async function refresh() {
  const [, page] = await Promise.all([conversations.refresh(), talk.refresh()]);
  if (page) {
    describe(page);
    if (state.message) {
      state.message = talk.messages.get(state.message.seq) ?? state.message;
      showDetails(byId('details-body'), state.message, state.name);
    }
  } else if (state.conversation && state.messages === 0) {
    location.hash = '';
  }
}

function drawFilters() {
  byId('filters').replaceChildren(...FILTERS.map(([status, label]) => element(
    'button',
    {
      type: 'button',
      'aria-pressed': String(status === state.status),
      onclick: () => {
        state.status = status;
        drawFilters();
        conversations.top();
        conversations.refresh();
      },
    },
    label)));
}

function drawReveal() {
  const button = byId('reveal');
  button.setAttribute('aria-pressed', String(state.reveal));
  button.replaceChildren(icon(state.reveal ? 'eyeOff' : 'eye'), element('span', { class: 'label' }, state.reveal ? 'Hide numbers' : 'Show numbers'));
  button.title = state.reveal ? 'Hide most of each number' : 'Show full numbers';
  button.setAttribute('aria-label', 'Show full numbers');
}

function listen() {
  const events = new EventSource('/_emulator/phone/events');
  events.onopen = () => live('on', 'Live');
  events.onmessage = () => refresh();
  events.onerror = () => live('off', 'Reconnecting');
}

function live(name, text) {
  byId('live').dataset.state = name;
  byId('live-text').textContent = text;
}

function switchTheme() {
  const root = document.documentElement;
  const dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  root.dataset.theme = dark ? 'light' : 'dark';
  localStorage.setItem('phone-theme', root.dataset.theme);
}

function start() {
  const theme = localStorage.getItem('phone-theme');
  if (theme) {
    document.documentElement.dataset.theme = theme;
  }

  document.querySelector('.mark').append(icon('chat'));
  byId('back').append(icon('back'));
  byId('close-details').append(icon('close'));
  byId('theme').append(icon('theme'));
  byId('no-messages').append(icon('chat'), element('b', {}, 'Pick a conversation'), element('p', {}, 'Its messages show here as the person gets them.'));
  new Begin();
  drawFilters();
  drawReveal();
  let typing;
  byId('search').addEventListener('input', (event) => {
    state.search = event.target.value;
    clearTimeout(typing);
    typing = setTimeout(() => {
      conversations.top();
      conversations.refresh();
    }, TYPING_PAUSE);
  });
  byId('reveal').addEventListener('click', () => {
    state.reveal = !state.reveal;
    drawReveal();
    refresh();
  });
  byId('theme').addEventListener('click', switchTheme);
  byId('back').addEventListener('click', () => { location.hash = ''; });
  byId('close-details').addEventListener('click', () => talk.choose(0));
  addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      talk.choose(0);
    }
  });
  addEventListener('hashchange', openFromAddress);
  openFromAddress();
  listen();
}

start();
