import { asChannelRoles, type Holder, mayElsewhere, roleOn } from '../../../app/channel-roles.ts'
import { asRole, mayDo } from '../../../app/rights.ts'
import type { Viewer } from '../../../app/sight.ts'
import type { Db } from '../../../platform/db/index.ts'
import type { Colleague } from './contract.ts'
import { companyError } from './errors.ts'
import { findChannelsOf, findMembers, isSeen } from './queries.ts'

type Known = Omit<Colleague, 'sees'> & { holder: Holder }

/** Whom somebody can call upon; with a post, whether they see it. */
export async function listColleagues(
  db: Db,
  viewer: Viewer,
  postId: string | undefined,
): Promise<Colleague[]> {
  if (postId !== undefined && !(await isSeen(db, viewer, postId))) throw companyError('no_post')
  const [people, channelIds] = await Promise.all([
    findPeople(db, viewer.workspaceId, null),
    postId === undefined ? [] : findChannelsOf(db, viewer.workspaceId, postId),
  ])
  return people.map(({ holder, ...one }) => ({
    ...one,
    sees: postId === undefined || seesPost(holder, channelIds),
  }))
}

export type Called = {
  /** Of these ids, those who are no members. */
  strangers: string[]
  /** The names of those who do not see it. */
  blind: string[]
  /** The names of those who are not of the team. */
  outside: string[]
}

/** What stands in the way of calling upon somebody about a post, or about one channel of it. */
export async function judgeCalled(
  db: Db,
  workspaceId: string,
  ids: readonly string[],
  about: { postId: string | null; channelId?: string | null },
): Promise<Called> {
  const { postId, channelId = null } = about
  const [people, channelIds] = await Promise.all([
    findPeople(db, workspaceId, ids),
    channelId !== null ? [channelId] : postId === null ? [] : findChannelsOf(db, workspaceId, postId),
  ])
  const sees = ({ holder }: Known): boolean => postId === null || seesPost(holder, channelIds)
  return {
    strangers: ids.filter((id) => !people.some((one) => one.id === id)),
    blind: people.filter((one) => !sees(one)).map(({ name }) => name),
    outside: people.filter(({ holder }) => !mayDo(holder.role, 'team.read')).map(({ name }) => name),
  }
}

async function findPeople(db: Db, workspaceId: string, ids: readonly string[] | null): Promise<Known[]> {
  const rows = await findMembers(db, workspaceId, ids)
  return rows.map(({ role, channelRoles, ...one }) => ({
    ...one,
    role,
    holder: { role: asRole(role), channels: asChannelRoles(channelRoles) },
  }))
}

/** A post is seen with one of its channels; without any, by who sees channels to come. */
const seesPost = (holder: Holder, channelIds: readonly string[]): boolean =>
  channelIds.length === 0
    ? mayElsewhere(holder, 'workspace.read')
    : channelIds.some((id) => roleOn(holder, id) !== null)
