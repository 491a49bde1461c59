// The list of conversations. Only the rows in view exist; the server cuts them out of however many there are.

import { byId, element, paint } from './element.js';
import { plain, shortTime } from './format.js';
import { icon, isMedia } from './icons.js';
import { tick } from './bubble.js';

const ROW_HEIGHT = 76;
const ROWS_AROUND = 6;

export class Conversations {
  constructor(load, choose) {
    this.load = load;
    this.choose = choose;
    this.scroll = byId('conversations');
    this.rows = byId('rows');
    this.shown = new Map();
    this.selected = 0;
    this.total = 0;
    this.scroll.addEventListener('scroll', () => this.refresh(), { passive: true });
    this.rows.addEventListener('keydown', (event) => this.move(event));
    new ResizeObserver(() => this.refresh()).observe(this.scroll);
  }

  top() {
    this.scroll.scrollTop = 0;
  }

  select(id) {
    this.selected = id;
    for (const [key, row] of this.shown) {
      row.element.firstChild.setAttribute('aria-current', key === id);
    }
  }

  // One request at a time; whatever asks meanwhile is answered by one more.
  async refresh() {
    if (this.loading) {
      this.again = true;
      return;
    }

    this.loading = true;
    try {
      do {
        this.again = false;
        await this.loadVisible();
      } while (this.again);
    } finally {
      this.loading = false;
    }
  }

  async loadVisible() {
    const offset = Math.max(0, Math.floor(this.scroll.scrollTop / ROW_HEIGHT) - ROWS_AROUND);
    const limit = Math.ceil(this.scroll.clientHeight / ROW_HEIGHT) + 2 * ROWS_AROUND;
    const page = await this.load(offset, limit);
    if (!page) {
      return;
    }

    this.total = page.total;
    this.rows.style.height = `${page.total * ROW_HEIGHT}px`;
    const gone = new Set(this.shown.keys());
    page.items.forEach((item, index) => {
      gone.delete(item.id);
      this.put(item, offset + index);
    });
    for (const id of gone) {
      this.shown.get(id).element.remove();
      this.shown.delete(id);
    }

    const empty = byId('no-conversations');
    empty.hidden = page.total > 0;
    if (page.total === 0) {
      const searching = page.messages > 0;
      empty.replaceChildren(
        icon('chat'),
        element('b', {}, searching ? 'No conversation matches' : 'No messages yet'),
        element('p', {}, searching ? 'Try another search or filter.' : 'What your app sends to this emulator appears here at once.'));
    }
  }

  put(item, place) {
    const key = JSON.stringify(item);
    let row = this.shown.get(item.id);
    if (!row) {
      row = { element: element('li', { class: 'row' }) };
      this.shown.set(item.id, row);
      this.rows.append(row.element);
    }

    row.place = place;
    row.element.style.transform = `translateY(${place * ROW_HEIGHT}px)`;
    row.element.setAttribute('aria-posinset', place + 1);
    row.element.setAttribute('aria-setsize', this.total);
    if (row.key !== key) {
      row.key = key;
      this.draw(row.element, item);
    }
  }

  draw(row, item) {
    const focused = row.contains(document.activeElement);
    const avatar = element('span', { class: 'avatar', 'aria-hidden': 'true' });
    paint(avatar, item.id, item.name);
    const at = new Date(item.at);
    const button = element(
      'button',
      { type: 'button', 'aria-current': String(item.id === this.selected), onclick: () => this.choose(item.id) },
      avatar,
      element('span', { class: 'name' }, item.name),
      element('time', { datetime: item.at }, shortTime(at)),
      element('span', { class: 'preview' }, item.status ? tick(item.status) : icon('quick_reply', 'Reply'), isMedia(item.kind) ? icon(item.kind) : null, element('span', {}, plain(item.preview) || item.kind)),
      item.count > 1 ? element('span', { class: 'count', title: `${item.count} messages` }, item.count > 999 ? '999+' : String(item.count)) : null);
    row.replaceChildren(button);
    if (focused) {
      button.focus();
    }
  }

  move(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const from = [...this.shown.values()].find((row) => row.element.contains(document.activeElement));
    if (step && from) {
      event.preventDefault();
      [...this.shown.values()].find((row) => row.place === from.place + step)?.element.firstChild.focus();
    }
  }
}
