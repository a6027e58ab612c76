/**
 * What is otherwise in the new house than it was in the old one. Nothing may leave by itself: accounts are not joined,
 * what was still to go out is taken back with its time kept, and what was under way asks a person.
 */
import { randomBytes } from 'node:crypto'
import { mayHaveExceptions } from '../../../app/channel-roles.ts'
import type { Context } from '../../../app/context.ts'
import { asRole } from '../../../app/rights.ts'
import { sealNewSecret } from '../../publish/hooks/index.ts'
import type { NewId } from './fields.ts'

export type Row = Record<string, unknown>

/** What arriving rows need to know, and what is told of them at the end. */
export type Arrival = {
  ctx: Context
  workspaceId: string
  organisationId: string
  name: string | null
  newId: NewId
  now: string
  /** People of the organisation here, by mail address; and who of the file is who of them, once members were read. */
  known: ReadonlyMap<string, string>
  people: Map<string, string>
  /** Who of the file is nobody here. */
  strangers: string[]
  /** Deliveries that were taken back, and those of which nobody knows. */
  held: number
  doubted: number
  /** Channels of networks that we are ourselves; their address was that of the old house. */
  feeds: number
  /** Media whose file the old house had lost. */
  lost: Set<string>
}

/** Null leaves a row out. `row` is as the file has it, `ready` with new ids; `refuse` says what is wrong with it. */
type Arrive = (arrival: Arrival, ready: Row, row: Row, refuse: (what: string) => never) => Row | null

/** Scopes of goals that are named by an id of ours. */
const withId: ReadonlySet<string> = new Set(['channel', 'campaign', 'segment'])

/** Surely not at the network: taken back. What was under way may have arrived after the export was made. */
const takenBack = ['scheduled', 'claimed', 'waiting']
const underWay = ['sending', 'sent', 'handed']

/** Of these the memory holds something until the end. */
const most = { strangers: 10_000, lost: 100_000 }

const never = '9999-01-01T00:00:00Z'
const unseen = '1970-01-01T00:00:00Z'

export const joinAgain = 'It came with an import. Its sign-in stayed where it came from.'

export const arrivals: Record<string, Arrive> = {
  workspace: ({ organisationId, name }, ready) => ({ ...ready, organisationId, ...(name && { name }) }),

  members: ({ known, people, strangers }, ready, { userId, name, email, role }, refuse) => {
    if (strangers.length === most.strangers) refuse(`more than ${most.strangers} members are nobody here`)
    const here = known.get(String(email).toLowerCase())
    if (here) people.set(String(userId), here)
    else strangers.push(`${name} <${email}>`)
    const channelRoles = mayHaveExceptions(asRole(String(role))) ? ready.channelRoles : null
    return here ? { ...ready, userId: here, channelRoles } : null
  },

  channels: (arrival, ready, { network, state }, refuse) => {
    const { ctx, now } = arrival
    const known = ctx.networks.get(String(network))
    if (!known) return refuse(`network: this Carillon does not know "${network}"`)
    const ours = known.serve !== undefined
    if (ours && state !== 'removed') arrival.feeds++
    return {
      ...ready,
      // Its address would be that of somebody's feed in this house.
      ...(ours && { remoteId: `import-${randomBytes(16).toString('hex')}` }),
      profileUrl: ready.profileUrl ?? '',
      state: ours || state === 'removed' ? 'removed' : 'reconnect',
      stateCode: state === 'removed' ? null : 'imported',
      stateWords: state === 'removed' ? null : joinAgain,
      stateSince: now,
      checkDueAt: never,
    }
  },

  goals: ({ newId }, ready, { scopeKind, scopeId }) => ({
    ...ready,
    scopeId: withId.has(String(scopeKind)) ? newId(String(scopeId)) : scopeId,
  }),

  media: ({ workspaceId, lost }, ready, { id, file }, refuse) => {
    if (lost.size === most.lost) refuse(`more than ${most.lost} files are lost`)
    if (file === null) lost.add(String(id))
    const broughtBy = ready.createdBy === null ? [] : [ready.createdBy]
    const storageKey = `${workspaceId}/${ready.uploadDigest}/kept`
    return file === null ? null : { ...ready, storageKey, broughtBy }
  },

  // Nobody has looked into it here; its picture is taken out of the row before it is put down.
  'media-films': ({ lost }, ready, { mediaId, picture }) =>
    lost.has(String(mediaId)) ? null : { ...ready, lookedAt: unseen, picture },

  // Without its original it stands by itself, with the rights that it had.
  'media-edits': ({ lost }, ready, { mediaId, sourceId }) =>
    lost.has(String(mediaId)) || lost.has(String(sourceId)) ? null : ready,

  'brand-logos': ({ lost }, ready, { mediaId }) => (lost.has(String(mediaId)) ? null : ready),

  'post-media': ({ lost }, ready, { mediaId }) => (lost.has(String(mediaId)) ? null : ready),

  personas: ({ lost }, ready, { mediaId }) =>
    lost.has(String(mediaId)) ? { ...ready, mediaId: null } : ready,

  'competitor-profiles': ({ now }, ready, { isRead }) => ({ ...ready, nextAt: isRead ? now : null }),

  posts: (_, ready, { authorId }) => ({
    ...ready,
    deletedPlans: null,
    authorGone: ready.authorGone === true || (authorId !== null && ready.authorId === null),
  }),

  deliveries: (arrival, ready, { state, cancelledFrom, dueAt }) => {
    const back = takenBack.includes(String(state))
    const doubt = underWay.includes(String(state))
    if (back) arrival.held++
    if (doubt || state === 'in_doubt') arrival.doubted++
    return {
      ...ready,
      nextAt: dueAt,
      state: back ? 'cancelled' : doubt ? 'in_doubt' : state,
      cancelledFrom: back ? 'scheduled' : cancelledFrom,
      ...(doubt && {
        failureKind: 'unknown',
        failureCode: 'imported',
        failureWords: 'It was on its way when the export was made. Look at the network whether it is there.',
      }),
    }
  },

  attempts: (_, ready, { outcome, finishedAt, startedAt }) => ({
    ...ready,
    workerId: 'import',
    outcome: outcome ?? 'unknown',
    finishedAt: finishedAt ?? startedAt,
  }),

  hooks: ({ ctx }, ready) => {
    const { sealed, keyId } = sealNewSecret(ctx, String(ready.id))
    return { ...ready, state: 'paused', sealed: `\\x${sealed.toString('hex')}`, keyId }
  },

  // Whoever is no member here has nothing to do by hand.
  'channel-hands': (_, ready) => (ready.userId === null ? null : ready),

  'notification-settings': (_, ready) => (ready.userId === null ? null : ready),
}
