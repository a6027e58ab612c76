import type { History, NativePost } from '../kit/network.ts'
import { asking } from './client.ts'
import { countsOf } from './insights.ts'
import { byGroup, isShared, readCursor, type Topic, topicsPage, topicUrl, wordsOf } from './topics.ts'

/** What stands in the group's name, newest first within a page. Where OK does not list all posts, those that were seen by others. */
export const history: History = async (tools, account, cursor) => {
  const { remoteId } = account
  const { topics, next } = await topicsPage(asking(tools, account), remoteId, readCursor(cursor))
  return {
    posts: topics
      .filter((topic) => byGroup(remoteId, topic))
      .toSorted((a, b) => b.created_ms - a.created_ms)
      .map((topic) => nativeOf(remoteId, topic)),
    cursor: next && JSON.stringify(next),
  }
}

const nativeOf = (groupId: string, topic: Topic): NativePost => ({
  remoteId: topic.id,
  url: topicUrl(groupId, topic.id),
  text: wordsOf(topic),
  publishedAt: new Date(topic.created_ms),
  kind: isShared(topic) ? 'repost' : 'post',
  measured: countsOf(topic),
})
