// Turns message text into DOM nodes. Text only ever becomes text nodes, so nothing in it can act as HTML.

const WORD = '[\\p{L}\\p{N}]';

const marked = (sign) => `(?<!${WORD})[${sign}](?!\\s)([^${sign}\\n]+?)(?<!\\s)[${sign}](?!${WORD})`;

const PATTERN = new RegExp(
  ['```([\\s\\S]+?)```', marked('*'), marked('_'), marked('~'), '(https?://[^\\s<>"]+[^\\s<>".,;:!?)\\]\'])'].join('|'),
  'gu');

const TAGS = [null, 'code', 'strong', 'em', 's'];

export function formatInto(parent, text) {
  let position = 0;
  for (const match of text.matchAll(PATTERN)) {
    parent.append(text.slice(position, match.index));
    parent.append(match[5] ? link(match[5]) : emphasis(match));
    position = match.index + match[0].length;
  }

  parent.append(text.slice(position));
}

function emphasis(match) {
  const group = TAGS.findIndex((tag, index) => tag && match[index] !== undefined);
  const element = document.createElement(TAGS[group]);
  if (group === 1) {
    element.textContent = match[group];
  } else {
    formatInto(element, match[group]);
  }

  return element;
}

function link(address) {
  const element = document.createElement('a');
  element.href = address;
  element.target = '_blank';
  element.rel = 'noopener noreferrer';
  element.textContent = address;
  return element;
}

// The same without marks, for one-line previews.
export function plain(text) {
  const holder = document.createElement('span');
  formatInto(holder, text);
  return holder.textContent.replace(/\s+/g, ' ');
}

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const dayName = new Intl.DateTimeFormat(undefined, { weekday: 'short', day: 'numeric', month: 'short' });
const exact = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });

export const timeOf = (at) => clock.format(at);

export const exactTime = (at) => exact.format(at);

export function dayOf(at) {
  const today = new Date();
  const yesterday = new Date(today.getFullYear(), today.getMonth(), today.getDate() - 1);
  if (at.toDateString() === today.toDateString()) {
    return 'Today';
  }

  return at.toDateString() === yesterday.toDateString() ? 'Yesterday' : dayName.format(at);
}

export const shortTime = (at) => (dayOf(at) === 'Today' ? timeOf(at) : dayOf(at));
