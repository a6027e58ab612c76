// Lets the program open without a network and be installed. It keeps the page and its files, never an answer of the
// API: what the API said yesterday would be read as true today.
const cache = 'carillon-shell-1'

// Asked for as a person would: to other programs the same address may say that there is no such thing.
async function keepPage() {
  const page = await fetch('/', { headers: { accept: 'text/html' } })
  if (!page.ok) throw new Error(`The page could not be kept: ${page.status}`)
  await (await caches.open(cache)).put('/', page)
}

self.addEventListener('install', (event) => {
  event.waitUntil(keepPage().then(() => self.skipWaiting()))
})

self.addEventListener('activate', (event) => {
  const drop = (names) =>
    Promise.all(names.filter((name) => name !== cache).map((name) => caches.delete(name)))
  event.waitUntil(
    caches
      .keys()
      .then(drop)
      .then(() => self.clients.claim()),
  )
})

// The page itself: the newest there is; the kept one only when the server cannot be reached.
async function page(request) {
  try {
    const fresh = await fetch(request)
    if (fresh.ok) (await caches.open(cache)).put('/', fresh.clone())
    return fresh
  } catch (cause) {
    const kept = await caches.match('/')
    if (kept) return kept
    throw cause
  }
}

// Files under /assets carry their digest in their name and never change. Those no longer named by the page are
// dropped when there are many.
async function asset(request) {
  const kept = await caches.open(cache)
  const found = await kept.match(request)
  if (found) return found
  const fresh = await fetch(request)
  if (fresh.ok) {
    await kept.put(request, fresh.clone())
    const all = await kept.keys()
    if (all.length > 400) await Promise.all(all.slice(1, 200).map((old) => kept.delete(old)))
  }
  return fresh
}

// What waits for somebody. The words come sealed for this browser alone.
self.addEventListener('push', (event) => {
  const said = event.data?.json() ?? {}
  const { title = 'Carillon', body = '', url = '/', tag } = said
  event.waitUntil(
    self.registration.showNotification(title, {
      ...{ body, tag, renotify: Boolean(tag), icon: '/icon-192.png', data: { url } },
    }),
  )
})

// A tab that is open already goes there; otherwise one is opened. Nothing leads out of this house.
self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  const url = new URL(event.notification.data?.url ?? '/', self.location.origin)
  if (url.origin !== self.location.origin) return
  const show = async () => {
    const tabs = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
    for (const tab of tabs) if (tab.url === url.href) return tab.focus()
    return self.clients.openWindow(url.href)
  }
  event.waitUntil(show())
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== self.location.origin) return
  if (url.pathname.startsWith('/api/') || url.pathname.startsWith('/feeds/')) return
  if (request.mode === 'navigate') event.respondWith(page(request))
  else if (url.pathname.startsWith('/assets/')) event.respondWith(asset(request))
})
