import { useInfiniteQuery } from '@tanstack/react-query'
import { ExternalLink, Images, Link2, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { MediaList } from '../../../modules/create/media/contract.ts'
import {
  FileBody,
  type FilePurpose,
  type JobDetail,
  type JobFile,
} from '../../../modules/plan/contractors/contract.ts'
import { withQuery } from '../../api/client.ts'
import { useMay, useWorkspace } from '../../api/me.ts'
import { askPages } from '../../api/query.ts'
import { useProblemWords } from '../../api/words.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button, IconButton } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { EmptyState, ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { Field } from '../../kit/field.tsx'
import { Input } from '../../kit/input.tsx'
import { Card } from '../../kit/page.tsx'
import { Pager } from '../../kit/pager.tsx'
import { Select } from '../../kit/select.tsx'
import { useWords } from '../../kit/words.ts'
import { useAddFile, useRemoveFile } from './use-jobs.ts'

const purposes = ['brief', 'work'] as const

function usePicture() {
  const { id: workspace } = useWorkspace()
  return (mediaId: string) => withQuery(`/api/v1/media/${mediaId}/thumbnail`, { workspace, side: 160 })
}

/** Pictures and films of the library, and links to what lies elsewhere: of the brief, and what was handed in. */
export function FilesCard({ job }: { job: JobDetail }) {
  const t = useWords('contractors')
  const may = useMay()
  const [open, setOpen] = useState<'link' | 'library' | null>(null)
  return (
    <Card
      flush
      title={t('files')}
      actions={
        may('plan.manage') && (
          <>
            <Button size="small" icon={Link2} onClick={() => setOpen('link')}>
              {t('file.link')}
            </Button>
            <Button size="small" icon={Images} onClick={() => setOpen('library')}>
              {t('file.library')}
            </Button>
          </>
        )
      }
    >
      {job.files.length === 0 && <p className="px-4 pb-4 text-muted md:px-5">{t('file.none')}</p>}
      {purposes.map((purpose) => (
        <FileList key={purpose} job={job} purpose={purpose} />
      ))}
      {open === 'link' && <LinkDialog job={job} onClose={() => setOpen(null)} />}
      {open === 'library' && <LibraryDialog job={job} onClose={() => setOpen(null)} />}
    </Card>
  )
}

function FileList({ job, purpose }: { job: JobDetail; purpose: FilePurpose }) {
  const t = useWords('contractors')
  const files = job.files.filter((file) => file.purpose === purpose)
  if (files.length === 0) return null
  return (
    <>
      <h3 className="px-4 pt-1 text-sm font-medium text-muted md:px-5">{t(`file.purposes.${purpose}`)}</h3>
      <ul className="divide-y divide-line pb-2">
        {files.map((file) => (
          <FileRow key={file.id} job={job} file={file} />
        ))}
      </ul>
    </>
  )
}

function FileRow({ job, file }: { job: JobDetail; file: JobFile }) {
  const t = useWords('contractors')
  const may = useMay()
  const { id: workspace } = useWorkspace()
  const pictureUrl = usePicture()
  const remove = useRemoveFile(job.id)
  const { id, ...body } = file
  const name = file.name || file.url || t('file.picture')
  const to = file.mediaId ? withQuery(`/api/v1/media/${file.mediaId}/file`, { workspace }) : (file.url ?? '')
  return (
    <li className="flex items-center gap-3 px-4 py-2 md:px-5">
      {file.mediaId ? (
        <img
          src={pictureUrl(file.mediaId)}
          alt=""
          loading="lazy"
          className="size-11 rounded-md object-cover"
        />
      ) : (
        <Link2 aria-hidden className="size-5 shrink-0 text-faint" />
      )}
      <a
        href={to}
        target="_blank"
        rel="noreferrer noopener"
        className="inline-flex min-h-6 min-w-0 flex-1 items-center gap-1 text-accent hover:underline touch:min-h-11"
      >
        <span className="min-w-0 break-all">{name}</span>
        <ExternalLink aria-hidden className="size-3.5 shrink-0" />
      </a>
      {may('plan.manage') && (
        <IconButton
          size="small"
          icon={Trash2}
          label={t('file.remove', { name })}
          onClick={() => void remove(id, body).catch(() => {})}
        />
      )}
    </li>
  )
}

type DialogProps = { job: JobDetail; onClose: () => void }

function PurposeField({ value, onChange }: { value: FilePurpose; onChange: (purpose: FilePurpose) => void }) {
  const t = useWords('contractors')
  return (
    <Field label={t('file.purpose')}>
      <Select
        value={value}
        onChange={onChange}
        choices={purposes.map((one) => ({ value: one, label: t(`file.purposes.${one}`) }))}
      />
    </Field>
  )
}

const firstPurpose = ({ state }: JobDetail): FilePurpose =>
  state === 'brief' || state === 'looking' ? 'brief' : 'work'

function LinkDialog({ job, onClose }: DialogProps) {
  const t = useWords('contractors')
  const words = useProblemWords()
  const [purpose, setPurpose] = useState(firstPurpose(job))
  const [url, setUrl] = useState('')
  const [name, setName] = useState('')
  const [wrong, setWrong] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const add = useAddFile(job.id, true)
  const submit = async () => {
    const read = FileBody.safeParse({ purpose, url: url.trim(), name })
    setWrong(!read.success)
    setProblem(null)
    if (!read.success) return
    try {
      await add.mutateAsync(read.data)
      onClose()
    } catch (error) {
      setProblem(words(error))
    }
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('file.link')}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button look="primary" busy={add.isPending} onClick={() => void submit()}>
            {t('save')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {problem && <Alert tone="bad">{problem}</Alert>}
        <Field label={t('file.address')} required error={wrong ? t('file.wrongAddress') : undefined}>
          <Input
            type="url"
            inputMode="url"
            maxLength={2000}
            placeholder="https://"
            value={url}
            onChange={({ target }) => setUrl(target.value)}
          />
        </Field>
        <Field label={t('file.name')} optional>
          <Input maxLength={200} value={name} onChange={({ target }) => setName(target.value)} />
        </Field>
        <PurposeField value={purpose} onChange={setPurpose} />
      </div>
    </Dialog>
  )
}

function LibraryDialog({ job, onClose }: DialogProps) {
  const t = useWords('contractors')
  const words = useProblemWords()
  const pictureUrl = usePicture()
  const [purpose, setPurpose] = useState(firstPurpose(job))
  const add = useAddFile(job.id)
  const media = useInfiniteQuery(
    askPages({ topic: 'media', path: '/media', query: { limit: 48 }, schema: MediaList }),
  )
  const all = media.data?.pages.flatMap(({ items }) => items) ?? []
  const choose = (mediaId: string, name: string) =>
    add.mutate({ purpose, mediaId, url: null, name: name.slice(0, 200) }, { onSuccess: onClose })
  return (
    <Dialog wide open onClose={onClose} title={t('file.library')} help={t('file.libraryHelp')}>
      <div className="flex min-h-80 flex-col gap-3">
        <PurposeField value={purpose} onChange={setPurpose} />
        {media.isPending && <SkeletonRows rows={3} />}
        {media.error && <ErrorState small words={words(media.error)} onRetry={() => void media.refetch()} />}
        {media.data && all.length === 0 && <EmptyState small icon={Images} title={t('file.empty')} />}
        <ul className="grid grid-cols-[repeat(auto-fill,minmax(6.5rem,1fr))] gap-2">
          {all.map(({ id, alt, fileName }) => (
            <li key={id}>
              <button
                type="button"
                aria-label={alt || fileName}
                title={alt || fileName}
                onClick={() => choose(id, fileName)}
                className="block aspect-square w-full overflow-hidden rounded-md bg-sunken outline-offset-2"
              >
                <img src={pictureUrl(id)} alt="" loading="lazy" className="size-full object-cover" />
              </button>
            </li>
          ))}
        </ul>
        <Pager
          more={media.hasNextPage}
          busy={media.isFetchingNextPage}
          onMore={() => void media.fetchNextPage()}
        />
      </div>
    </Dialog>
  )
}
