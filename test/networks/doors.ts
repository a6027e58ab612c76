/** The way out to the fakes of networks: each public origin leads to the one that stands for it. */
export function throughDoors(
  fetch: typeof globalThis.fetch,
  doors: Readonly<Record<string, string>>,
): typeof globalThis.fetch {
  return (input, init) => {
    const url = new URL(input instanceof Request ? input.url : String(input))
    const door = doors[url.origin]
    return fetch(door ? `${door}${url.pathname}${url.search}` : input, init)
  }
}
