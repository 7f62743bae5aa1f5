// What must be seen: where the focus is, in every look and at every stop of the Tab key; every control, at twice the size of
// text in a small window; and no movement for those who asked for none.
import assert from 'node:assert/strict';
import { artifact, call } from './bridge.mjs';
import { suite } from './suite.mjs';

const onPage = suite();

/** Sets how the window looks, loads it anew and selects the call, whose panel has the most in it. */
async function look(page, looks) {
  const { settings } = await call(page, 'app_info');
  await call(page, 'settings_set', { ...settings, contrast: 'system', textScale: 100, ...looks });
  await page.reload();
  await page.locator('.card[data-node-id] .title').first().click();
  await page.locator('[data-setting]').first().waitFor();
}

/**
 * Goes through the page with Tab, from `from` until the focus comes round, and returns the stops at which nothing that is drawn
 * tells the focus: neither the element, nor what it stands in, nor the row it has made the active one.
 */
async function unseen(page, { most = 160, withPictures = false } = {}) {
  const missing = [];
  let stops = 0;
  const first = await page.evaluateHandle(() => document.activeElement);
  let outside = 0;
  for (; stops < most; stops += 1) {
    await page.keyboard.press('Tab');
    // On the canvas Tab adds a component; on with what stands behind it.
    if (await page.evaluate(() => document.activeElement?.closest('[data-canvas-stage]') && !document.activeElement.closest('[data-canvas-ui]')))
      await page.locator('section.bottom [role="tab"][tabindex="0"], aside.inspector button').first().focus();
    const found = await page.evaluate((begin) => {
      const drawn = (element) => {
        const parts = [element, element.parentElement, element.parentElement?.parentElement];
        const active = element.getAttribute('aria-activedescendant');
        if (active) parts.push(document.getElementById(active));
        return parts.map((part) => {
          if (!part) return '';
          return ['', '::before', '::after'].map((pseudo) => {
            const style = getComputedStyle(part, pseudo || null);
            const outline = style.outlineStyle === 'none' ? '' : `${style.outlineStyle} ${style.outlineWidth} ${style.outlineColor}`;
            return [outline, style.boxShadow, style.borderColor, style.borderWidth, style.backgroundColor, style.opacity].join('|');
          }).join('||');
        }).join('|||');
      };
      const own = document.activeElement;
      if (!own || own === document.body) return { end: 'the page' };
      if (own === begin) return { end: 'round' };
      const box = own.getBoundingClientRect();
      const focused = drawn(own);
      own.blur();
      const blurred = drawn(own);
      own.focus({ preventScroll: true, focusVisible: true });
      const name = own.getAttribute('aria-label') ?? own.getAttribute('placeholder') ?? own.textContent.trim().slice(0, 40);
      const what = `${own.tagName.toLowerCase()}.${[...own.classList].filter((word) => !word.startsWith('svelte')).join('.')} “${name}”`;
      return { what, differs: focused !== blurred, box: { x: box.x, y: box.y, width: box.width, height: box.height }, isSame: document.activeElement === own };
    }, first);
    if (found.end === 'the page' && (outside += 1) < 2) continue;
    if (found.end) break;
    if (!found.differs) missing.push(found.what);
    if (withPictures && found.differs && found.isSame) {
      // What a style says may still be cut off or covered: the pictures must differ.
      const { width, height } = page.viewportSize();
      const [x, y] = [Math.max(0, found.box.x - 5), Math.max(0, found.box.y - 5)];
      const clip = { x, y, width: Math.min(found.box.width + 10, width - x), height: Math.min(found.box.height + 10, height - y) };
      if (clip.width > 0 && clip.height > 0) {
        const shown = await page.screenshot({ clip });
        const own = await page.evaluateHandle(() => document.activeElement);
        await own.evaluate((element) => element.blur());
        const without = await page.screenshot({ clip });
        await own.evaluate((element) => element.focus({ preventScroll: true, focusVisible: true }));
        if (shown.equals(without)) missing.push(`${found.what} (in the picture)`);
      } else missing.push(`${found.what} (out of sight)`);
    }
  }
  return { stops, missing };
}

const LOOKS = {
  light: { lang: 'en', theme: 'light' },
  dark: { lang: 'zh', theme: 'dark' },
  'high contrast': { lang: 'en', theme: 'dark', contrast: 'high' },
};

for (const [name, looks] of Object.entries(LOOKS)) {
  onPage(`the focus is seen at every stop of Tab: ${name}`, async (page) => {
    await look(page, looks);
    await page.locator('footer.status button').first().click();
    const inWindow = await unseen(page, { withPictures: name === 'light' });
    console.log(`focus, ${name}: ${inWindow.stops} stops in the window`);
    assert.deepEqual(inWindow.missing, []);
    assert.ok(inWindow.stops > 40, `${inWindow.stops} stops`);
  }, { reducedMotion: 'reduce' });
}

onPage('the focus is seen at every stop of Tab: dialogs, panels and the start', async (page) => {
  await look(page, LOOKS.light);
  const missing = {};
  for (const [what, keys] of Object.entries({ settings: 'Control+,', shortcuts: 'F1', facts: 'Control+Shift+A', find: 'Control+F', credentials: '', outline: 'Control+Shift+O', palette: 'Control+K' })) {
    if (keys) await page.keyboard.press(keys);
    else await page.getByRole('button', { name: 'Credentials', exact: true }).first().click();
    await page.waitForTimeout(400);
    const found = await unseen(page, { most: 60 });
    // Of the palette the field alone is a stop, and Tab leads back to it.
    assert.ok(what === 'palette' || found.stops > 1, `${what}: ${found.stops} stops`);
    if (found.missing.length > 0) missing[what] = found.missing;
    await page.keyboard.press('Escape');
    await page.locator('[data-canvas-stage]').first().focus();
  }
  await page.keyboard.press('Control+W');
  await page.locator('[data-welcome]').waitFor();
  const start = await unseen(page, { most: 60 });
  if (start.missing.length > 0) missing.welcome = start.missing;
  assert.deepEqual(missing, {});
}, { reducedMotion: 'reduce' });

onPage('who asks for no movement gets none', async (page) => {
  await look(page, LOOKS.light);
  const motion = () => page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--motion').trim());
  /** Transitions and animations that are defined anywhere in the page and take time. */
  const moving = () =>
    page.evaluate(() =>
      [...document.querySelectorAll('*')].filter((element) => {
        const { transitionDuration, animationDuration, animationName } = getComputedStyle(element);
        const seconds = (text) => Math.max(...text.split(',').map((part) => Number.parseFloat(part)));
        return seconds(transitionDuration) > 0.001 || (animationName !== 'none' && seconds(animationDuration) > 0.001);
      }).map(({ tagName, className }) => `${tagName}.${className.baseVal ?? className}`),
    );
  assert.notEqual(Number.parseFloat(await motion()), 0);
  assert.ok((await moving()).length > 0, 'something moves for those who do not mind');
  await page.emulateMedia({ reducedMotion: 'reduce' });
  assert.equal(Number.parseFloat(await motion()), 0);
  assert.deepEqual([...new Set(await moving())], []);
});

/**
 * Controls that cannot be seen or pressed as they stand: cut off by something that does not scroll, beyond the window, covered
 * by another control, or with words that do not fit and no way to read the rest.
 */
const outOfReach = (page) =>
  page.evaluate(() => {
    const found = [];
    // Under a dialog nothing is meant to be pressed.
    const place = [...document.querySelectorAll('[role="dialog"]')].at(-1) ?? document;
    const controls = place.querySelectorAll('button, input, textarea, select, a[href], [role="tab"], [role="radio"], [role="menuitem"]');
    for (const control of controls) {
      const style = getComputedStyle(control);
      const own = control.getBoundingClientRect();
      if (own.width === 0 || own.height === 0 || style.visibility === 'hidden' || control.closest('[data-canvas-stage] [data-node-id], [hidden], .visually-hidden, [inert]')) continue;
      if (own.width <= 1 || own.height <= 1 || style.opacity === '0') continue;
      const name = `${control.tagName.toLowerCase()} “${(control.getAttribute('aria-label') ?? control.textContent.trim()).slice(0, 40)}” ${[own.left, own.top, own.right, own.bottom].map(Math.round)}`;
      if (control.matches('[role="radio"], [role="tab"]') && control.scrollWidth > control.clientWidth + 1 && !control.title) found.push(`its words are cut: ${name}`);
      let scrolls = false;
      let isScrolledAway = false;
      const middle = [own.left + own.width / 2, own.top + own.height / 2];
      for (let around = control.parentElement; around; around = around.parentElement) {
        const box = around.getBoundingClientRect();
        const { overflowX, overflowY, position } = getComputedStyle(around);
        const goes = [overflowX, overflowY].some((way) => way === 'auto' || way === 'scroll');
        if (goes) scrolls = true;
        if (goes && (middle[0] < box.left || middle[0] > box.right || middle[1] < box.top || middle[1] > box.bottom)) isScrolledAway = true;
        if (!scrolls && (overflowX === 'hidden' || overflowX === 'clip') && (own.left < box.left - 1 || own.right > box.right + 1)) found.push(`cut off at the side: ${name} by ${around.className}`);
        if (!scrolls && (overflowY === 'hidden' || overflowY === 'clip') && (own.top < box.top - 1 || own.bottom > box.bottom + 1)) found.push(`cut off: ${name} by ${around.className}`);
        if (position === 'fixed') break;
      }
      if (!scrolls && (own.left < -1 || own.top < -1 || own.right > innerWidth + 1 || own.bottom > innerHeight + 1)) found.push(`beyond the window: ${name}`);
      // Sticky heads of a scrolled list cover what is scrolled under them, as they should.
      if (isScrolledAway) continue;
      const hit = document.elementFromPoint(...middle);
      if (!hit || control.contains(hit) || hit.contains(control) || control.labels?.[0]?.contains(hit)) continue;
      const over = hit.closest('button, input, textarea, select, a[href], [role="tab"]');
      if (over && !over.contains(control)) found.push(`covered: ${name} by “${(over.getAttribute('aria-label') ?? over.textContent).trim().slice(0, 30)}”`);
      else if (!scrolls) found.push(`covered: ${name} by ${hit.tagName}.${hit.className.baseVal ?? hit.className}`);
    }
    return [...new Set(found)].slice(0, 30);
  });

for (const [lang, theme] of [['en', 'light'], ['zh', 'dark']]) {
  onPage(`at 200 % text every control is in reach at 1280 by 800: ${lang}`, async (page) => {
    await look(page, { lang, theme, textScale: 200 });
    const views = {
      window: async () => {},
      problems: async () => page.locator('footer.status button').first().click(),
      results: async () => page.getByRole('tab', { name: /Results|结果/ }).or(page.getByRole('radio', { name: /Results|结果/ })).first().click(),
      outline: async () => page.keyboard.press('Control+Shift+O'),
      find: async () => page.keyboard.press('Control+F'),
      settings: async () => page.keyboard.press('Control+,'),
      shortcuts: async () => page.keyboard.press('F1'),
      browser: async () => page.keyboard.press('Control+Shift+A'),
      palette: async () => page.keyboard.press('Control+K'),
    };
    const found = {};
    for (const [what, open] of Object.entries(views)) {
      await open();
      await page.waitForTimeout(400);
      const faults = await outOfReach(page);
      const overflow = await page.evaluate(() => [document.documentElement.scrollWidth - innerWidth, document.documentElement.scrollHeight - innerHeight]);
      if (faults.length > 0 || overflow.some((more) => more > 0)) found[what] = [...faults, ...(overflow.some((more) => more > 0) ? [`overflow ${overflow}`] : [])];
      await page.screenshot({ path: artifact(`large-${lang}-${what}.png`) });
      await page.keyboard.press('Escape');
      await page.locator('[data-canvas-stage]').first().focus();
    }
    assert.deepEqual(found, {});
  }, { viewport: { width: 1280, height: 800 } });
}
