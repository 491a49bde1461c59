// Somebody writes who was written nothing yet: by their number, or by a user id where they show no number.

import { byId } from './element.js';
import { icon } from './icons.js';
import { problemOf } from './reply.js';

const FIRST_WORDS = 'Hello';

export class Begin {
  constructor() {
    byId('begin-send').append(icon('send'));
    byId('begin').addEventListener('submit', (event) => this.submit(event));
  }

  async submit(event) {
    event.preventDefault();
    const person = byId('begin-as').value.trim();
    if (!person) {
      return;
    }

    try {
      const answer = await fetch('/_emulator/inbound', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ [person.startsWith('+') ? 'from' : 'user_id']: person, type: 'text', text: { body: FIRST_WORDS } }),
      });
      this.tell(answer.ok ? '' : problemOf(await answer.json()));
      if (answer.ok) {
        byId('begin-as').value = '';
      }
    } catch {
      this.tell('The emulator does not answer.');
    }
  }

  tell(problem) {
    byId('begin-problem').textContent = problem;
    byId('begin-problem').hidden = problem === '';
  }
}
