import type { Agent } from '@atproto/api'
import type { Json } from '../kit/content.ts'
import type { Account, Tools } from '../kit/network.ts'

export type Uploads = { agent: Agent; tools: Tools; account: Account; signal: AbortSignal }

/** Puts bytes beside the account's posts. They are thrown away there when no post refers to them within hours. */
export async function uploadBlob(
  { agent, signal }: Uploads,
  bytes: Uint8Array,
  encoding: string,
): Promise<Json> {
  const { data } = await agent.com.atproto.repo.uploadBlob(bytes, { encoding, signal })
  return JSON.parse(JSON.stringify(data.blob))
}
