// The account's menu at the foot of a phone.

import { el, icon } from '/core/dom.js';
import { scanSheet } from '/phone/sheet.js';
import { t } from '/words/words.js';

/** Builds the bar of buttons. */
export function menuBar(phone) {
  const key = el('button', { type: 'button', class: 'icon', 'aria-label': t('keyboard'), onclick: () => phone.toggleMenu(false) }, icon('keyboard'));
  const buttons = phone.menu.map((button) => {
    if (!button.sub_button.length) return el('button', { type: 'button', class: 'item', onclick: () => tap(phone, button), text: button.name });
    const items = button.sub_button.map((item) => el('button', { type: 'button', onclick: () => { list.hidden = true; tap(phone, item); }, text: item.name }));
    const list = el('span', { class: 'popover up', hidden: true }, ...items);
    const opener = el('button', { type: 'button', class: 'item', 'aria-haspopup': 'true', onclick: () => { list.hidden = !list.hidden; } }, '≡ ', button.name);
    return el('span', { class: 'holder' }, opener, list);
  });
  return el('div', { class: 'menu-bar' }, key, ...buttons);
}

/** Does what a button of that type does on a phone. */
function tap(phone, button) {
  const { key } = button;
  switch (button.type) {
    case 'view':
      phone.deed({ do: 'open', url: button.url });
      phone.visit(button.url);
      break;
    case 'miniprogram': phone.deed({ do: 'open_mini_program', page: button.pagepath }); break;
    case 'scancode_push':
    case 'scancode_waitmsg':
      scanSheet(phone, (result) => phone.deed({ do: 'menu_scan', key, mode: button.type === 'scancode_push' ? 'push' : 'wait', result }));
      break;
    case 'pic_sysphoto': phone.deed({ do: 'menu_pictures', key, source: 'camera', count: 1 }); break;
    case 'pic_photo_or_album': phone.deed({ do: 'menu_pictures', key, source: 'camera_or_album', count: 1 }); break;
    case 'pic_weixin': phone.deed({ do: 'menu_pictures', key, source: 'album', count: 1 }); break;
    case 'location_select': phone.deed({ do: 'menu_location', key, latitude: 23.1065, longitude: 113.3245, label: t('place') }); break;
    default: if (key) phone.deed({ do: 'tap', key });
  }
}
