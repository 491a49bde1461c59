// Builds elements from values; strings become text.

export function element(tag, options, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(options ?? {})) {
    if (name === 'class') {
      made.className = value;
    } else if (name.startsWith('on')) {
      made.addEventListener(name.slice(2), value);
    } else if (value !== undefined && value !== null && value !== false) {
      made.setAttribute(name, value === true ? '' : value);
    }
  }

  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

export const byId = (id) => document.getElementById(id);

// A colour of its own for each conversation: one of the hues of the style sheet.
export function paint(avatar, id, name) {
  avatar.dataset.hue = id % 8;
  avatar.textContent = name.slice(-2);
}
