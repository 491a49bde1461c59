// What the person writes back: a text, a picture, a thumb up, or a tap on a button.

import { byId } from './element.js';
import { icon } from './icons.js';

export class Reply {
  constructor() {
    this.conversation = 0;
    this.message = null;
    byId('write-picture').append(icon('image'));
    byId('write-send').append(icon('send'));
    byId('write').addEventListener('submit', (event) => this.submit(event));
    byId('write-picture').addEventListener('click', () => this.send({ type: 'image', image: {} }));
    byId('write-like').addEventListener('click', () => this.send({ type: 'reaction', reaction: { message_id: this.message.id, emoji: '👍' } }));
  }

  open(conversation) {
    this.conversation = conversation;
    byId('write-text').value = '';
    this.tell('');
  }

  select(message) {
    this.message = message;
    byId('write-like').disabled = !message || message.own;
  }

  async submit(event) {
    event.preventDefault();
    const body = byId('write-text').value.trim();
    if (body && await this.send({ type: 'text', text: { body } })) {
      byId('write-text').value = '';
    }
  }

  tap(message, button) {
    const context = { message_id: message.id };
    return this.send(message.template
      ? { type: 'button', context, button: { text: button.text, payload: button.value ?? button.text } }
      : { type: 'interactive', context, interactive: { type: 'button_reply', button_reply: { id: button.value, title: button.text } } });
  }

  async send(message) {
    try {
      const answer = await fetch(`/_emulator/phone/conversations/${this.conversation}/replies`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(message),
      });
      this.tell(answer.ok ? '' : (await answer.json()).error?.error_data?.details ?? 'It was not taken.');
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
