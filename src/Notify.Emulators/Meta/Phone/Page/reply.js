// What the person writes back: a text, a picture, a thumb up, or a tap on a button.

import { byId } from './element.js';
import { icon } from './icons.js';

export class Reply {
  constructor() {
    this.conversation = 0;
    this.message = null;
    byId('write-picture').append(icon('image'));
    byId('write-send').append(icon('send'));
    byId('write-over').addEventListener('change', () => this.showOver());
    byId('write').addEventListener('submit', (event) => this.submit(event));
    byId('write-picture').addEventListener('click', () => this.send({ type: 'image', image: {} }));
    byId('write-like').addEventListener('click', () => this.send({ type: 'reaction', reaction: { message_id: this.message.id, emoji: '👍' } }));
  }

  open(conversation) {
    this.conversation = conversation;
    byId('write-text').value = '';
    this.tell('');
  }

  // Whether people can write SMS too, and over what the last message came.
  offer(sms, last) {
    byId('write-over-box').hidden = !sms;
    if (this.conversation !== this.offered) {
      this.offered = this.conversation;
      byId('write-over').value = sms && last?.type === 'sms' ? 'sms' : 'whatsapp';
      this.showOver();
    }
  }

  get isSms() {
    return byId('write-over').value === 'sms';
  }

  showOver() {
    const label = `Type a reply as ${this.isSms ? 'SMS' : 'WhatsApp'}`;
    byId('write-label').textContent = label;
    byId('write-text').placeholder = label;
    byId('write-picture').disabled = this.isSms;
    this.select(this.message);
  }

  select(message) {
    this.message = message;
    byId('write-like').disabled = this.isSms || !message || message.own || message.type === 'sms';
  }

  async submit(event) {
    event.preventDefault();
    const body = byId('write-text').value.trim();
    if (body && await (this.isSms ? this.send({ text: body }, 'sms') : this.send({ type: 'text', text: { body } }))) {
      byId('write-text').value = '';
    }
  }

  tap(message, button) {
    const context = { message_id: message.id };
    return this.send(message.template
      ? { type: 'button', context, button: { text: button.text, payload: button.value ?? button.text } }
      : { type: 'interactive', context, interactive: { type: 'button_reply', button_reply: { id: button.value, title: button.text } } });
  }

  async send(message, path = 'replies') {
    try {
      const answer = await fetch(`/_emulator/phone/conversations/${this.conversation}/${path}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(message),
      });
      this.tell(answer.ok ? '' : problemOf(await answer.json()));
      return answer.ok;
    } catch {
      this.tell('The emulator does not answer.');
      return false;
    }
  }

  tell(problem) {
    byId('write-problem').textContent = problem;
    byId('write-problem').hidden = problem === '';
  }
}

// Meta words a refusal one way, MTN another.
export function problemOf(answer) {
  return answer.error?.error_data?.details ?? answer.statusMessage ?? 'It was not taken.';
}
