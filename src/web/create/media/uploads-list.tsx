import { useQuery, useQueryClient } from '@tanstack/react-query'
import { CircleAlert, Link2, Upload as UploadIcon, X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { type Upload, UploadList } from '../../../modules/create/media/contract.ts'
import { api, path } from '../../api/client.ts'
import { ApiProblem } from '../../api/problem.ts'
import { ask, useWrite } from '../../api/query.ts'
import { useProblemWords } from '../../api/words.ts'
import { Button, IconButton } from '../../kit/button.tsx'
import { useFormats } from '../../kit/format.ts'
import { Progress } from '../../kit/progress.tsx'
import { useWords } from '../../kit/words.ts'

type Props = {
  /** Names of files that this page is sending itself. */
  sending: readonly string[]
  onChooseFile: () => void
}

/** What is on its way without this page: uploads that broke off, and addresses that are fetched. */
export function UploadsList({ sending, onChooseFile }: Props) {
  const client = useQueryClient()
  const uploads = useQuery(ask({ topic: 'uploads', path: '/media-uploads', schema: UploadList }))
  const shown = (uploads.data?.items ?? []).filter(
    ({ state, sourceUrl, fileName }) =>
      state === 'failed' ||
      (state === 'finishing' && sourceUrl !== null) ||
      (state === 'receiving' && !sending.includes(fileName)),
  )
  const done = (uploads.data?.items ?? []).filter(({ state }) => state === 'done').length
  const before = useRef(done)
  useEffect(() => {
    if (done !== before.current) void client.invalidateQueries({ queryKey: ['media'] })
    before.current = done
  }, [done, client])
  if (shown.length === 0) return null
  return (
    <ul className="mb-4 flex flex-col gap-2">
      {shown.map((upload) => (
        <Row key={upload.id} upload={upload} onChooseFile={onChooseFile} />
      ))}
    </ul>
  )
}

function Row({ upload, onChooseFile }: { upload: Upload; onChooseFile: () => void }) {
  const t = useWords('media')
  const formats = useFormats()
  const words = useProblemWords()
  const drop = useWrite(() => api.delete(path`/media-uploads/${upload.id}`), { touches: ['uploads'] })
  const { bytes, received, state, problem, sourceUrl } = upload
  const share = bytes ? received / bytes : 0
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-md border border-line bg-surface px-3 py-2">
      {state === 'failed' ? (
        <CircleAlert aria-hidden className="size-4 shrink-0 text-bad-mark" />
      ) : sourceUrl ? (
        <Link2 aria-hidden className="size-4 shrink-0 text-faint" />
      ) : (
        <UploadIcon aria-hidden className="size-4 shrink-0 text-faint" />
      )}
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium" title={sourceUrl ?? upload.fileName}>
          {upload.fileName}
        </span>
        <span className="block text-sm text-muted figures">
          {state === 'failed' && problem
            ? words(
                new ApiProblem({
                  status: 422,
                  code: problem.code,
                  detail: problem.code,
                  facts: problem.facts,
                }),
              )
            : state === 'receiving'
              ? t('uploads.broken', { share: formats.percent(share), day: formats.day(upload.expiresAt) })
              : t('uploads.fetching', { bytes: formats.bytes(received) })}
        </span>
      </span>
      {state !== 'failed' && bytes !== null && (
        <span className="w-32">
          <Progress share={share} label={upload.fileName} />
        </span>
      )}
      {state === 'receiving' && (
        <Button size="small" onClick={onChooseFile}>
          {t('uploads.goOn')}
        </Button>
      )}
      <IconButton
        size="small"
        icon={X}
        label={t('uploads.discard', { name: upload.fileName })}
        onClick={() => drop.mutate(undefined)}
      />
    </li>
  )
}
