import { z } from 'zod'
import type { Media } from '../kit/content.ts'
import { NetworkFailure } from '../kit/failure.ts'
import { honestBytes } from '../kit/pictures.ts'
import { type Caller, call, put, rejected } from './client.ts'
import { documentOf } from './document.ts'
import { encoded } from './restli.ts'

const Image = z.object({ value: z.object({ uploadUrl: z.string(), image: z.string() }) })
const Document = z.object({ value: z.object({ uploadUrl: z.string(), document: z.string() }) })

const opening = (caller: Caller, what: 'images' | 'documents') =>
  ({
    method: 'POST',
    path: `/rest/${what}`,
    query: { action: 'initializeUpload' },
    json: { initializeUploadRequest: { owner: caller.account.remoteId } },
  }) as const

/** A picture that nobody sees until a post shows it. */
export async function uploadImage(caller: Caller, media: Media): Promise<string> {
  const bytes = await honestBytes(media)
  const { value } = await call(caller, Image, opening(caller, 'images'))
  await put(caller, value.uploadUrl, { bytes, headers: { 'content-type': media.mime } }, { signed: true })
  return value.image
}

/** Pictures as the pages of a document that readers swipe through. */
export async function uploadDocument(caller: Caller, pages: readonly Media[]): Promise<string> {
  const told = await documentOf(pages)
  const { value } = await call(caller, Document, opening(caller, 'documents'))
  await put(caller, value.uploadUrl, { told }, { signed: true })
  return value.document
}

const Status = z.object({
  status: z.string(),
  processingFailureReason: z.string().optional().catch(undefined),
})

/**
 * Throws where LinkedIn still works on a file or cannot read it: a post with such a file is taken, and nobody ever sees it.
 * False where it does not tell: persons may put files up and not look at them.
 */
export async function expectReady(
  caller: Caller,
  what: 'images' | 'videos' | 'documents',
  urn: string,
): Promise<boolean> {
  const { status, processingFailureReason: reason } = await call(caller, Status, {
    method: 'GET',
    path: `/rest/${what}/${encoded(urn)}`,
  }).catch(untold)
  if (status === 'PROCESSING_FAILED')
    throw rejected(
      'video_unfit',
      `LinkedIn cannot work through a file of this post${reason && /^[\w .,-]{1,80}$/.test(reason) ? ` (${reason})` : ''}. Replace it by another.`,
    )
  if (status === 'PROCESSING' || status === 'WAITING_UPLOAD')
    throw new NetworkFailure(
      'later',
      'LinkedIn is still working on a file. The post goes out as soon as that is done.',
      {
        code: 'media_processing',
        alone: true,
        retryAt: new Date(caller.tools.now().getTime() + (what === 'images' ? 3_000 : 20_000)),
      },
    )
  return status !== untoldStatus
}

const untoldStatus = 'UNTOLD'

function untold(failure: unknown): z.infer<typeof Status> {
  if (failure instanceof NetworkFailure && failure.code === 'forbidden')
    return { status: untoldStatus, processingFailureReason: undefined }
  throw failure
}
