import { manifest } from './manifest.ts'

/** `at://did/collection/rkey`, taken apart. */
export function placeOf(uri: string): { repo: string; collection: string; rkey: string } {
  const [repo = '', collection = '', rkey = ''] = uri.replace(/^at:\/\//, '').split('/')
  return { repo, collection, rkey }
}

/** Where people see a post. By DID, because a handle may change. */
export function postUrl(uri: string): string {
  const { repo, rkey } = placeOf(uri)
  return `${manifest.homepage}/profile/${repo}/post/${rkey}`
}
