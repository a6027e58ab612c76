/** What stays in a thread from one file of tests to the next, whose modules all begin anew. */
export function ofThread<T>(name: string, make: () => T): T {
  const kept = globalThis as { [place: symbol]: unknown }
  const place = Symbol.for(`carillon tests: ${name}`)
  kept[place] ??= make()
  return kept[place] as T
}
