// Listens for what changed, and shows the page's live region as the server renders it now. Without this script a page is read by loading it again.
(() => {
  'use strict';
  const region = document.getElementById('live');
  if (!region || !window.EventSource) return;
  const state = document.getElementById('live-state');
  let loading = false;
  let again = false;
  const isBusy = () => region.contains(document.activeElement) && document.activeElement.matches('input, select, textarea');
  const load = async () => {
    if (loading || isBusy()) { again = true; return; }
    loading = true;
    again = false;
    try {
      const answer = await fetch(location.pathname + location.search, { headers: { Accept: 'text/html' }, cache: 'no-store' });
      if (answer.status === 401) { location.reload(); return; }
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      const fresh = page.getElementById('live');
      if (!fresh) return;
      const open = [...region.querySelectorAll('details[open][id]')].map(one => one.id);
      const scrolled = [...region.querySelectorAll('.scroll')].map(one => one.scrollLeft);
      const focused = document.activeElement && region.contains(document.activeElement) ? document.activeElement.id : '';
      region.replaceChildren(...fresh.childNodes);
      open.forEach(id => document.getElementById(id)?.setAttribute('open', ''));
      [...region.querySelectorAll('.scroll')].forEach((one, place) => { one.scrollLeft = scrolled[place] || 0; });
      if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
      document.title = page.title;
    } finally {
      loading = false;
      if (again) setTimeout(load, 400);
    }
  };
  const events = new EventSource('/events' + (region.dataset.incident ? '?incident=' + encodeURIComponent(region.dataset.incident) : ''));
  events.onopen = () => { state.textContent = 'live'; state.dataset.state = 'live'; };
  events.onerror = () => { state.textContent = 'not live: the host does not answer'; state.dataset.state = 'lost'; };
  events.onmessage = load;
  document.addEventListener('focusout', () => { if (again) setTimeout(load, 50); });
  setInterval(() => { if (region.querySelector('[data-running]')) load(); }, 5000);
})();
