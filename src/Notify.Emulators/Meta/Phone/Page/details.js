// What stands behind the selected message.

import { element } from './element.js';
import { statusName, tick } from './bubble.js';
import { exactTime } from './format.js';

const STEPS = ['accepted', 'sent', 'delivered', 'read'];

export function showDetails(target, message, name) {
  if (!message) {
    target.replaceChildren(element('p', { class: 'hint' }, 'Select a message to see its id, template and how far it got.'));
    return;
  }

  const rows = [
    [message.own ? 'From' : 'To', name],
    ['Type', message.type],
    ['Template', message.template && `${message.template} · ${message.language}`],
    [message.own ? 'Written' : 'Accepted', exactTime(new Date(message.at))],
    ['Message id', message.id],
    ['Callback data', message.callbackData],
    [message.own ? 'To number id' : 'From number id', message.phoneNumberId],
    ['Place in the list', `#${message.seq}`],
    ...(message.buttons ?? []).filter((button) => button.value).map((button) => [`Button “${button.text}”`, button.value]),
    ['Attachment', message.header?.source],
  ].filter(([, value]) => value);
  target.replaceChildren(
    message.own ? '' : journey(message),
    element('dl', {}, ...rows.flatMap(([label, value]) => [element('dt', {}, label), element('dd', {}, value)])));
}

function journey(message) {
  const failed = message.status === 'failed';
  const steps = failed ? ['accepted', 'failed'] : message.type === 'sms' ? STEPS.slice(0, -1) : STEPS;
  const reached = steps.indexOf(message.status);
  return element(
    'div',
    { class: 'journey-box' },
    element(
      'ol',
      { class: 'journey', 'aria-label': 'How far it got' },
      ...steps.map((step, index) => element(
        'li',
        { class: `${index <= reached ? 'reached' : ''} step-${step}`, 'aria-current': index === reached ? 'step' : false },
        tick(step),
        element('span', {}, statusName(step))))),
    message.failedCode ? element('p', { class: 'problem' }, `${message.failedTitle} (code ${message.failedCode})`) : null);
}
