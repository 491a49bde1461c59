// Ends a call with the person: the app is told so, and what it sends then shows in the talk.

import { byId, element } from './element.js';
import { icon } from './icons.js';
import { problemOf } from './reply.js';

export class Call {
  constructor(tell) {
    this.tell = tell;
    byId('end-call').append(icon('phone_number'), element('span', {}, 'End a call'));
    byId('end-call').addEventListener('click', () => this.end());
  }

  open(conversation) {
    this.conversation = conversation;
  }

  offer(calls) {
    byId('end-call').hidden = !calls;
  }

  async end() {
    const button = byId('end-call');
    button.disabled = true;
    try {
      const answer = await fetch(`/_emulator/phone/conversations/${this.conversation}/call`, { method: 'POST' });
      const body = await answer.json();
      this.tell(!answer.ok ? problemOf(body) : body.status === 'queued' ? '' : `The call has ended; the app says: ${body.status}.`);
    } catch {
      this.tell('The emulator does not answer.');
    } finally {
      button.disabled = false;
    }
  }
}
