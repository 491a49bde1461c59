// The messages of one conversation: the end first, earlier ones as one scrolls up.

import { byId, element } from './element.js';
import { bubble } from './bubble.js';
import { dayOf } from './format.js';
import { icon } from './icons.js';

const PAGE = 50;
const MOST_REFRESHED = 200;
const NEAR = 80;

export class Talk {
  constructor(load, select, tap) {
    this.load = load;
    this.select = select;
    this.tap = tap;
    this.scroll = byId('talk');
    this.list = byId('bubbles');
    this.newer = byId('newer');
    this.clear();
    this.scroll.addEventListener('scroll', () => this.scrolled(), { passive: true });
    this.newer.addEventListener('click', () => this.toEnd());
  }

  clear() {
    this.id = 0;
    this.messages = new Map();
    this.drawn = new Map();
    this.earlier = 0;
    this.unseen = 0;
    this.list.replaceChildren();
    this.newer.hidden = true;
    byId('earlier').hidden = true;
  }

  async open(id) {
    this.clear();
    this.id = id;
    const page = await this.refresh();
    this.toEnd();
    return page;
  }

  // Reads the end again: new messages, and how far the latest ones got.
  async refresh() {
    const id = this.id;
    if (!id) {
      return null;
    }

    const page = await this.load(id, Math.min(MOST_REFRESHED, Math.max(PAGE, this.messages.size)));
    if (!page || id !== this.id) {
      return null;
    }

    const atEnd = this.isAtEnd();
    const last = Math.max(0, ...this.messages.keys());
    const overlaps = page.items.some((item) => item.seq <= last);
    if (!overlaps || this.messages.size === 0) {
      this.messages.clear();
      this.earlier = page.earlier;
    }

    this.merge(page.items);
    if (atEnd) {
      this.toEnd();
    } else {
      this.unseen += page.items.filter((item) => item.seq > last).length;
      this.newer.hidden = this.unseen === 0;
      this.newer.replaceChildren(icon('down'), `${this.unseen} new`);
    }

    return page;
  }

  async loadEarlier() {
    if (this.loadingEarlier || this.earlier === 0 || this.messages.size === 0) {
      return;
    }

    this.loadingEarlier = true;
    byId('earlier').hidden = false;
    try {
      const id = this.id;
      const page = await this.load(id, PAGE, Math.min(...this.messages.keys()));
      if (page && id === this.id) {
        const fromEnd = this.scroll.scrollHeight - this.scroll.scrollTop;
        this.earlier = page.earlier;
        this.merge(page.items);
        this.scroll.scrollTop = this.scroll.scrollHeight - fromEnd;
      }
    } finally {
      this.loadingEarlier = false;
      byId('earlier').hidden = true;
    }
  }

  merge(items) {
    items.forEach((item) => this.messages.set(item.seq, item));
    const sequences = [...this.messages.keys()].sort((left, right) => left - right);
    const wanted = [];
    let day = '';
    for (const sequence of sequences) {
      const message = this.messages.get(sequence);
      const today = dayOf(new Date(message.at));
      if (today !== day) {
        day = today;
        wanted.push(this.reuse(`day-${day}`, day, () => element('li', { class: 'day' }, element('span', {}, day))));
      }

      wanted.push(this.reuse(sequence, JSON.stringify(message), () => this.draw(message)));
    }

    const kept = new Set(wanted);
    [...this.list.children].filter((child) => !kept.has(child)).forEach((child) => child.remove());
    wanted.forEach((child, index) => {
      if (this.list.children[index] !== child) {
        this.list.insertBefore(child, this.list.children[index] ?? null);
      }
    });
  }

  reuse(key, state, make) {
    const before = this.drawn.get(key);
    if (before?.state === state) {
      return before.element;
    }

    const made = make();
    const focused = before?.element.contains(document.activeElement);
    this.drawn.set(key, { state, element: made });
    if (focused) {
      before.element.replaceWith(made);
      made.firstChild.focus();
    }

    return made;
  }

  draw(message) {
    const card = bubble(message, () => this.choose(message.seq), (button) => this.tap(message, button));
    card.setAttribute('aria-pressed', message.seq === this.chosen);
    return element('li', { class: message.own ? 'line own' : 'line', 'data-seq': String(message.seq) }, card);
  }

  choose(sequence) {
    this.chosen = sequence;
    for (const card of this.list.querySelectorAll('.bubble')) {
      card.setAttribute('aria-pressed', card.parentElement.dataset.seq === String(sequence));
    }

    this.select(this.messages.get(sequence));
  }

  isAtEnd() {
    return this.scroll.scrollHeight - this.scroll.scrollTop - this.scroll.clientHeight < NEAR;
  }

  toEnd() {
    this.scroll.scrollTop = this.scroll.scrollHeight;
    this.unseen = 0;
    this.newer.hidden = true;
  }

  scrolled() {
    if (this.isAtEnd()) {
      this.unseen = 0;
      this.newer.hidden = true;
    }

    if (this.scroll.scrollTop < NEAR) {
      this.loadEarlier();
    }
  }
}
