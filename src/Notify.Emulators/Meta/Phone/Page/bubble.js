// One message as a person sees it.

import { element } from './element.js';
import { exactTime, formatInto, timeOf } from './format.js';
import { icon, isMedia } from './icons.js';

const STATUS = { accepted: 'Accepted', sent: 'Sent', delivered: 'Delivered', read: 'Read', failed: 'Failed' };

export const statusName = (status) => STATUS[status] ?? status;

export const tick = (status) => icon(status, statusName(status));

export function bubble(message, select, tap) {
  const at = new Date(message.at);
  const body = element('div', { class: 'text', dir: 'auto' });
  formatInto(body, message.text);
  const card = element(
    'div',
    { class: `bubble type-${message.type}`, role: 'button', tabindex: '0', 'aria-label': `${message.type} message, ${message.own ? 'written by the person' : statusName(message.status)}. Show details.` },
    header(message.header),
    message.text ? body : null,
    message.footer ? element('p', { class: 'footer' }, message.footer) : null,
    element(
      'p',
      { class: 'meta' },
      message.type === 'sms' ? element('span', { class: 'over' }, 'SMS') : null,
      message.failedCode ? element('span', { class: 'why' }, `${message.failedTitle} (${message.failedCode})`) : null,
      element('time', { datetime: message.at, title: exactTime(at) }, timeOf(at)),
      message.own ? null : tick(message.status)),
    buttons(message.buttons, tap));
  card.addEventListener('click', (event) => event.target.closest('a, .tap') ?? select());
  card.addEventListener('keydown', (event) => {
    if (event.target === card && (event.key === 'Enter' || event.key === ' ')) {
      event.preventDefault();
      select();
    }
  });
  return card;
}

function header(value) {
  if (!value) {
    return null;
  }

  if (!isMedia(value.kind)) {
    return element('p', { class: 'headline', dir: 'auto' }, value.text ?? '');
  }

  const name = value.text ?? sourceName(value);
  return element(
    'div',
    { class: `media media-${value.kind}` },
    element('span', { class: 'art' }, icon(value.kind)),
    element('span', { class: 'caption' }, element('b', {}, value.kind), element('span', {}, name)));
}

function sourceName(value) {
  if (!value.source) {
    return '';
  }

  try {
    const address = new URL(value.source);
    return decodeURIComponent(address.pathname.split('/').pop()) || address.host;
  } catch {
    return value.kind === 'location' ? value.source : `id ${value.source}`;
  }
}

function buttons(list, tap) {
  return list?.length
    ? element('ul', { class: 'actions' }, ...list.map((button) => element('li', { title: button.value }, face(button, tap))))
    : null;
}

// A quick reply can be tapped; what the others do, a person does elsewhere.
function face(button, tap) {
  const inside = [icon(button.kind), element('span', {}, button.text)];
  return button.kind === 'quick_reply'
    ? element('button', { class: 'tap', type: 'button', onclick: () => tap(button) }, ...inside)
    : element('span', { class: 'face' }, ...inside);
}
