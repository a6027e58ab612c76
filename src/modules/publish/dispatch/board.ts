import { Heap } from './heap.ts'
import type { Held, LaneFacts } from './held.ts'

/** One channel's queue in memory. */
export type Lane = LaneFacts & {
  queue: Held[]
  /** How many of it are written down or on their way. */
  out: number
  /** Most of it that may be so at once. One of them at a time is on its way, in their order. */
  depth: number
  /** Ends when the last of them has been answered. */
  tail: Promise<void>
  /** Nothing of it leaves before: a limit, or our own cap. */
  notBefore: number
  place: 'nowhere' | 'heap' | 'line'
  /** Which of its places in the heap counts; older ones are skipped. */
  listing: number
}

/**
 * What this worker holds, in order. A lane waits in a heap until its first delivery is due, then in the line of its
 * workspace; workspaces take turns, so that one with a hundred thousand due does not keep the others waiting.
 */
export class Board {
  readonly lanes = new Map<string, Lane>()
  private readonly heap = new Heap<{ lane: Lane; listing: number }>()
  private readonly lines = new Map<string, Lane[]>()
  private readonly held = new Map<string, Held>()
  private readonly depthOf: (network: string) => number

  constructor(depthOf: (network: string) => number) {
    this.depthOf = depthOf
  }

  /** Takes over what was claimed. Answers the lanes that were given something. */
  add(facts: readonly LaneFacts[], held: readonly Held[]): Lane[] {
    for (const one of facts) {
      const known = this.lanes.get(one.channelId)
      if (known) Object.assign(known, one)
      else this.lanes.set(one.channelId, newLane(one, this.depthOf(one.network)))
    }
    const touched = new Set<Lane>()
    for (const one of held) {
      const lane = this.lanes.get(one.channelId)
      if (!lane) continue
      this.replace(lane, one)
      touched.add(lane)
    }
    for (const lane of touched) {
      lane.queue.sort(inOrder)
      this.list(lane)
    }
    return [...touched]
  }

  /** A row that comes a second time was taken out of our hands and claimed again: the first is void. */
  private replace(lane: Lane, one: Held): void {
    if (this.held.has(one.id)) lane.queue = lane.queue.filter(({ id }) => id !== one.id)
    this.held.set(one.id, one)
    lane.queue.push(one)
  }

  /** Lists a lane anew, by its first delivery. Does nothing while enough of it is out: who lands calls again. */
  private list(lane: Lane): void {
    const at = headAt(lane)
    if (at === null || lane.out >= lane.depth || lane.place === 'line') return
    lane.place = 'heap'
    lane.listing++
    this.heap.push(at, { lane, listing: lane.listing })
  }

  /** The instant at which the next lane is due, or null when there is none. */
  nextAt(): number | null {
    return this.heap.peek()?.key ?? null
  }

  /** The next delivery whose turn it is at `now`, of a workspace that may; it counts as out until it lands. */
  take(now: number, may: (workspaceId: string) => boolean): { lane: Lane; held: Held } | null {
    this.moveDue(now)
    for (const [workspaceId, line] of this.lines) {
      if (!may(workspaceId)) continue
      const lane = line.shift()
      // To the end of the map is to the end of the round.
      this.lines.delete(workspaceId)
      if (line.length > 0) this.lines.set(workspaceId, line)
      if (!lane) continue
      lane.place = 'nowhere'
      const held = (headAt(lane) ?? Number.POSITIVE_INFINITY) <= now ? lane.queue.shift() : undefined
      if (held) {
        lane.out++
        this.list(lane)
        return { lane, held }
      }
      this.list(lane)
    }
    return null
  }

  private moveDue(now: number): void {
    for (let top = this.heap.peek(); top && top.key <= now; top = this.heap.peek()) {
      this.heap.pop()
      const { lane, listing } = top.item
      if (lane.place !== 'heap' || lane.listing !== listing) continue
      lane.place = 'line'
      const line = this.lines.get(lane.workspaceId)
      if (line) line.push(lane)
      else this.lines.set(lane.workspaceId, [lane])
    }
  }

  /** It was answered, or did not leave: the next of its lane may be written down. */
  land(lane: Lane): void {
    lane.out--
    this.list(lane)
  }

  /** It waits a little longer, in its order. */
  putBack(lane: Lane, one: Held): void {
    this.held.set(one.id, one)
    lane.queue.push(one)
    lane.queue.sort(inOrder)
  }

  /** It is out of our hands. */
  done(one: Held): void {
    if (this.held.get(one.id) === one) this.held.delete(one.id)
  }

  /** Takes from the board what nobody has begun: of one lane, or of all. */
  clear(lanes: Iterable<Lane> = this.lanes.values()): Held[] {
    const all = [...lanes].flatMap((lane) => lane.queue.splice(0))
    for (const one of all) this.done(one)
    return all
  }

  size(): number {
    return this.held.size
  }

  /** Lanes with so many waiting that they need no more for now. */
  full(rows: number): string[] {
    return [...this.lanes.values()].filter((lane) => lane.queue.length >= rows).map((lane) => lane.channelId)
  }

  /** Whether a lane with fewer than `rows` waiting has more in its queue that is due until then. */
  hungry(rows: number, until: number): boolean {
    for (const { queue, restAt } of this.lanes.values())
      if (queue.length < rows && restAt <= until) return true
    return false
  }

  /** Lanes with nothing in them; they are off the board when this answers. */
  takeIdle(): string[] {
    const idle = [...this.lanes.values()].filter((lane) => lane.queue.length === 0 && lane.out === 0)
    for (const lane of idle) this.lanes.delete(lane.channelId)
    return idle.map((lane) => lane.channelId)
  }
}

function headAt({ queue, notBefore }: Lane): number | null {
  const head = queue[0]
  return head ? Math.max(head.at, notBefore) : null
}

const inOrder = (a: Held, b: Held): number => a.at - b.at || a.dueAt - b.dueAt || (a.id < b.id ? -1 : 1)

const newLane = (facts: LaneFacts, depth: number): Lane => ({
  ...facts,
  queue: [],
  out: 0,
  depth,
  tail: Promise.resolve(),
  notBefore: 0,
  place: 'nowhere',
  listing: 0,
})
