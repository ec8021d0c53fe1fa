// Listens for what changed, and shows the page's live region as the server renders it now. Without this script a page is read by loading it again.
(() => {
  'use strict';
  const region = document.getElementById('live');
  if (!region || !window.EventSource) return;
  const state = document.getElementById('live-state');
  const said = document.getElementById('said');
  let loading = false;
  let again = false;
  const isTyping = () => region.contains(document.activeElement) && document.activeElement.matches('input:not([type=radio])');
  const fields = () => [...region.querySelectorAll('form[id] [name]')].filter(one => one.type !== 'hidden');
  const keyOf = one => one.form.id + '/' + one.name + '/' + (one.type === 'radio' ? one.value : '');
  const sentence = () => region.querySelector('[data-said]')?.textContent ?? '';

  // What a person opened, scrolled to or wrote stays as they left it.
  const show = fresh => {
    const open = new Map([...region.querySelectorAll('details[id]')].map(one => [one.id, one.open]));
    const scrolled = [...region.querySelectorAll('.scroll')].map(one => one.scrollLeft);
    const written = new Map(fields().map(one => [keyOf(one), one.type === 'radio' ? one.checked : one.value]));
    const focused = region.contains(document.activeElement) ? document.activeElement : null;
    const path = focused && (focused.id ? '#' + CSS.escape(focused.id) : focused.matches('summary') && focused.parentElement.id ? '#' + CSS.escape(focused.parentElement.id) + ' > summary' : '');
    const before = sentence().replace(/[\d.,]+ (ms|s|min|h|d)\b/g, '');
    region.replaceChildren(...fresh.childNodes);
    for (const one of region.querySelectorAll('details[id]')) if (open.has(one.id)) one.open = open.get(one.id);
    [...region.querySelectorAll('.scroll')].forEach((one, place) => { one.scrollLeft = scrolled[place] || 0; });
    for (const one of fields()) {
      const value = written.get(keyOf(one));
      if (value === undefined) continue;
      if (one.type === 'radio') one.checked = value; else one.value = value;
    }
    if (path) region.querySelector(path)?.focus({ preventScroll: true });
    if (said && sentence().replace(/[\d.,]+ (ms|s|min|h|d)\b/g, '') !== before) said.textContent = sentence();
  };

  const load = async () => {
    if (loading || isTyping()) { again = true; return; }
    loading = true;
    again = false;
    try {
      const answer = await fetch(location.pathname + location.search, { headers: { Accept: 'text/html' }, cache: 'no-store' });
      if (answer.status === 401) { location.reload(); return; }
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      const fresh = page.getElementById('live');
      if (!fresh) return;
      if (isTyping()) { again = true; return; }
      show(fresh);
      document.title = page.title;
    } catch {
      // The host is away; the state says so, and the next event or tick tries again.
    } finally {
      loading = false;
      if (again) setTimeout(load, 400);
    }
  };
  const events = new EventSource('/events' + (region.dataset.incident ? '?incident=' + encodeURIComponent(region.dataset.incident) : ''));
  events.onopen = () => { state.textContent = 'live'; state.dataset.state = 'live'; load(); };
  events.onerror = () => { state.textContent = 'not live: the host does not answer'; state.dataset.state = 'lost'; };
  events.onmessage = load;
  document.addEventListener('focusout', () => { if (again) setTimeout(load, 50); });
  setInterval(() => { if (region.querySelector('[data-running]')) load(); }, 5000);
})();
