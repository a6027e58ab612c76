import type { Post, PostBody, PostChange } from '../../../modules/create/posts/contract.ts'
import {
  bodyOf,
  changeOf,
  type FieldName,
  isBlank,
  mergeWriting,
  takeFields,
  type Writing,
  writingOf,
} from './writing.ts'

/**
 * saved: the server has it. dirty: it will be saved in a moment. saving: on its way. kept: only on this device, because
 * the post is scheduled and waits for "save changes". offline: only on this device until the line is back. conflict:
 * somebody changed the same. failed: the server said no.
 */
export type SaveState = 'saved' | 'dirty' | 'saving' | 'kept' | 'offline' | 'conflict' | 'failed'

export type Conflict = { fields: FieldName[]; theirs: Post }

export type Snapshot = {
  writing: Writing
  /** The post as the server last told it; null before the first save. */
  post: Post | null
  state: SaveState
  conflict: Conflict | null
  problem: unknown
}

/** What is kept on this device until the server has it. */
export type Kept = { postId: string | null; version: number; base: Writing; now: Writing; at: number }

export type KeeperOptions = {
  /** The post that is worked on; null for a new one. */
  post: Post | null
  /** Chosen once for a new post, so that a repeated save makes no second one. */
  clientId: string
  start: Writing
  /** What was left on this device by an earlier visit. */
  kept?: Kept | null
  create(body: Omit<PostBody, 'schedule'> & { clientId: string }): Promise<Post>
  change(id: string, change: PostChange): Promise<Post>
  /** Keeps a copy on this device, or forgets it (null). `postId` as soon as there is one. */
  keep(kept: Kept | null, postId: string | null): void
  /** Whether saves go to the server by themselves. */
  auto(post: Post | null): boolean
  judge(error: unknown): 'offline' | Conflict['theirs'] | 'failed'
  delay?: number
}

export type Keeper = ReturnType<typeof makeKeeper>

/** Saves what a person writes, a moment after the last key; loses nothing when the line breaks or another tab saves too. */
export function makeKeeper(options: KeeperOptions) {
  const { delay = 1200 } = options
  let base = options.post ? writingOf(options.post) : options.start
  // From what both started who fell out: kept on the device, so that a visit later asks again instead of writing over them.
  let ground: Writing | null = null
  let snapshot: Snapshot = {
    writing: options.start,
    post: options.post,
    state: 'saved',
    conflict: null,
    problem: null,
  }
  let timer: ReturnType<typeof setTimeout> | undefined
  let flight: Promise<void> | null = null
  let closed = false
  const listeners = new Set<() => void>()

  const tell = (change: Partial<Snapshot>) => {
    snapshot = { ...snapshot, ...change }
    for (const hear of listeners) hear()
  }
  const isDirty = () => changeOf(base, snapshot.writing) !== null
  const shelve = () => {
    const worth = isDirty() && !(snapshot.post === null && isBlank(snapshot.writing))
    options.keep(
      worth
        ? {
            postId: snapshot.post?.id ?? null,
            version: snapshot.post?.version ?? 0,
            base: ground ?? base,
            now: snapshot.writing,
            at: Date.now(),
          }
        : null,
      snapshot.post?.id ?? null,
    )
  }
  const plan = (wait: number) => {
    clearTimeout(timer)
    if (!closed) timer = setTimeout(() => void save(), wait)
  }
  const settleState = (): SaveState => {
    if (snapshot.conflict) return 'conflict'
    if (!isDirty()) return 'saved'
    return options.auto(snapshot.post) ? 'dirty' : 'kept'
  }

  const fallOut = (from: Writing, conflict: Conflict | null) => {
    ground = conflict && (ground ?? from)
    tell({ conflict })
  }

  /** Takes the server's post as the new ground, and keeps on top of it what was written meanwhile. */
  const rebase = (from: Writing, post: Post): FieldName[] => {
    const theirs = writingOf(post)
    const { merged, both } = mergeWriting(from, snapshot.writing, theirs)
    base = theirs
    tell({ post, writing: merged })
    return both
  }

  async function send(): Promise<void> {
    const sent = snapshot.writing
    const change = changeOf(base, sent)
    const { post } = snapshot
    if (snapshot.conflict || !change || (post === null && isBlank(sent))) return
    tell({ state: 'saving', problem: null })
    try {
      const saved = post
        ? await options.change(post.id, { version: post.version, ...change })
        : await options.create({ clientId: options.clientId, ...bodyOf(sent) })
      rebase(sent, saved)
      tell({ state: settleState() })
    } catch (error) {
      meet(error)
    }
  }

  function meet(error: unknown): void {
    const verdict = options.judge(error)
    if (verdict === 'offline' || verdict === 'failed') tell({ state: verdict, problem: error })
    else {
      const from = base
      const both = rebase(from, verdict)
      fallOut(from, both.length > 0 ? { fields: both, theirs: verdict } : null)
      tell({ state: snapshot.conflict ? 'conflict' : 'dirty' })
    }
  }

  /** One at a time; what was written meanwhile follows. */
  async function save(): Promise<void> {
    clearTimeout(timer)
    if (flight) {
      await flight
      return isDirty() && snapshot.state === 'dirty' ? save() : undefined
    }
    flight = send()
    await flight
    flight = null
    shelve()
    if (snapshot.state === 'dirty') plan(delay)
  }

  const takeUp = ({ base: from, now }: Kept) => {
    const server = options.post ? writingOf(options.post) : options.start
    const { merged, both } = mergeWriting(from, now, server)
    tell({ writing: merged })
    fallOut(from, both.length > 0 && options.post ? { fields: both, theirs: options.post } : null)
    tell({ state: settleState() })
    if (snapshot.state === 'dirty') plan(0)
  }
  if (options.kept) takeUp(options.kept)

  return {
    get: () => snapshot,
    open() {
      closed = false
    },
    /** Whether a save may be made without anybody asking for it. */
    mayGoAlone: () => options.auto(snapshot.post) && snapshot.conflict === null && isDirty(),
    follow(hear: () => void) {
      listeners.add(hear)
      return () => listeners.delete(hear)
    },
    change(update: (writing: Writing) => Writing) {
      const writing = update(snapshot.writing)
      if (writing === snapshot.writing) return
      tell({ writing })
      if (snapshot.state !== 'saving') tell({ state: settleState() })
      shelve()
      if (!snapshot.conflict && options.auto(snapshot.post)) plan(delay)
    },
    /** Saves at once: before scheduling, when the tab is hidden, when the line is back. Answers whether the server has all. */
    async flush(): Promise<boolean> {
      await save()
      return !isDirty() || (snapshot.post === null && isBlank(snapshot.writing))
    },
    /** The server told the post anew: another tab or person may have changed it. */
    hear(post: Post) {
      const known = snapshot.post
      if (flight || closed || (known && post.version < known.version)) return
      if (known?.version === post.version) return tell({ post })
      // What waits for a decision waits on, beside what they say now: their last words are not to be lost by it.
      const open = snapshot.conflict?.fields ?? []
      const from = base
      const fields = [...new Set([...open, ...rebase(from, post)])]
      fallOut(from, fields.length > 0 && isDirty() ? { fields, theirs: post } : null)
      tell({ state: settleState() })
      shelve()
      if (snapshot.state === 'dirty') plan(delay)
    },
    /** What a person decided about a conflict. */
    settle(choice: 'mine' | 'theirs') {
      const { conflict, writing } = snapshot
      if (!conflict) return
      const theirs = writingOf(conflict.theirs)
      fallOut(base, null)
      tell({
        writing: choice === 'mine' ? writing : takeFields(writing, theirs, conflict.fields),
      })
      tell({ state: settleState() })
      shelve()
      if (options.auto(snapshot.post)) void save()
    },
    /** Forgets what was not saved. */
    discard() {
      clearTimeout(timer)
      fallOut(base, null)
      tell({ writing: base, state: 'saved', problem: null })
      shelve()
    },
    close() {
      closed = true
      clearTimeout(timer)
      shelve()
    },
  }
}
