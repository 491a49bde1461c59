// Line icons on a 24 by 24 grid.

const PATHS = {
  accepted: ['M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z', 'M12 7.5V12l3 2'],
  sent: ['M5 12.5l4.5 4.5L19 7.5'],
  delivered: ['M2.5 12.5L7 17l9.5-9.5', 'M12 16l1 1 9-9.5'],
  read: ['M2.5 12.5L7 17l9.5-9.5', 'M12 16l1 1 9-9.5'],
  failed: ['M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z', 'M12 7.5v5.5', 'M12 16.4v.1'],
  image: ['M4 5h16v14H4z', 'M4 16l5-5 4 4 3-3 4 4', 'M15.5 9h.1'],
  video: ['M4 6h11v12H4z', 'M15 11l5-3v8l-5-3z'],
  audio: ['M9 17.5V6l10-2v11.5', 'M6.5 20a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z', 'M16.5 18a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z'],
  document: ['M6 3h8l4 4v14H6z', 'M14 3v4h4', 'M9 12h6', 'M9 16h6'],
  sticker: ['M5 4h14v9l-6 7H5z', 'M13 20v-7h6', 'M9 9.5h.1', 'M14 9.5h.1'],
  location: ['M12 21s7-6.2 7-11.5A7 7 0 0 0 5 9.5C5 14.8 12 21 12 21z', 'M12 12a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z'],
  contacts: ['M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8z', 'M4.5 20a7.5 7.5 0 0 1 15 0'],
  url: ['M13 5h6v6', 'M19 5l-8 8', 'M17 14v5H5V7h5'],
  quick_reply: ['M9 8L4 12.5 9 17', 'M4 12.5h10a6 6 0 0 1 6 6'],
  phone_number: ['M6 4h3l1.5 4-2 1.5a11 11 0 0 0 6 6l1.5-2 4 1.5v3a2 2 0 0 1-2 2A15 15 0 0 1 4 6a2 2 0 0 1 2-2z'],
  copy_code: ['M9 9h10v10H9z', 'M5 15V5h10'],
  otp: ['M9 9h10v10H9z', 'M5 15V5h10'],
  list: ['M9 7h11', 'M9 12h11', 'M9 17h11', 'M4.5 7h.1', 'M4.5 12h.1', 'M4.5 17h.1'],
  flow: ['M5 4h14v16H5z', 'M9 9h6', 'M9 13h6', 'M9 17h3'],
  catalog: ['M5 8h14l-1 12H6z', 'M9 8a3 3 0 0 1 6 0'],
  mpm: ['M5 8h14l-1 12H6z', 'M9 8a3 3 0 0 1 6 0'],
  back: ['M15 5l-7 7 7 7'],
  close: ['M6 6l12 12', 'M18 6L6 18'],
  eye: ['M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12z', 'M12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6z'],
  eyeOff: ['M4 4l16 16', 'M9.5 5.9A9 9 0 0 1 12 5.5c6 0 9.5 6.5 9.5 6.5a17 17 0 0 1-3 3.7', 'M6.2 7.8A16 16 0 0 0 2.5 12S6 18.5 12 18.5a9 9 0 0 0 4-.9', 'M10 10a3 3 0 0 0 4 4'],
  theme: ['M20 14.5A8 8 0 1 1 9.5 4a6.5 6.5 0 0 0 10.5 10.5z'],
  chat: ['M4 5h16v11H11l-4.5 4v-4H4z', 'M8 9h8', 'M8 12h5'],
  send: ['M4 12l16-8-5 16-3.5-6.5z', 'M11.5 13.5L20 4'],
  down: ['M12 5v14', 'M6 13l6 6 6-6'],
};

const NAMESPACE = 'http://www.w3.org/2000/svg';

export function icon(name, label) {
  const svg = document.createElementNS(NAMESPACE, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', `icon icon-${name}`);
  if (label) {
    svg.setAttribute('role', 'img');
    svg.setAttribute('aria-label', label);
  } else {
    svg.setAttribute('aria-hidden', 'true');
  }

  for (const line of PATHS[name] ?? PATHS.document) {
    const path = document.createElementNS(NAMESPACE, 'path');
    path.setAttribute('d', line);
    svg.append(path);
  }

  return svg;
}

export const isMedia = (kind) => ['image', 'video', 'audio', 'document', 'sticker', 'location', 'contacts'].includes(kind);
