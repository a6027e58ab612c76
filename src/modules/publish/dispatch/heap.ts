/** A binary heap: the smallest by `key` comes first. Items are taken out only at the top; stale ones are skipped by the caller. */
export class Heap<T> {
  private readonly items: { key: number; item: T }[] = []

  push(key: number, item: T): void {
    const { items } = this
    let at = items.push({ key, item }) - 1
    while (at > 0) {
      const parent = (at - 1) >> 1
      if (this.keyAt(parent) <= key) break
      this.swap(at, parent)
      at = parent
    }
  }

  peek(): { key: number; item: T } | undefined {
    return this.items[0]
  }

  pop(): T | undefined {
    const { items } = this
    const top = items[0]
    const last = items.pop()
    if (!top || !last || items.length === 0) return top?.item
    items[0] = last
    let at = 0
    for (;;) {
      const left = 2 * at + 1
      const child = this.keyAt(left + 1) < this.keyAt(left) ? left + 1 : left
      if (this.keyAt(child) >= last.key) break
      this.swap(at, child)
      at = child
    }
    return top.item
  }

  private keyAt(at: number): number {
    return this.items[at]?.key ?? Number.POSITIVE_INFINITY
  }

  private swap(a: number, b: number): void {
    const { items } = this
    const [one, other] = [items[a], items[b]]
    if (!one || !other) return
    items[a] = other
    items[b] = one
  }
}
