import { useQuery } from '@tanstack/react-query'
import { FileCheck, Paperclip, Trash2 } from 'lucide-react'
import { useRef } from 'react'
import { Proof, ProofList } from '../../../modules/create/media/contract.ts'
import { api, path, withQuery } from '../../api/client.ts'
import { ask, useWrite } from '../../api/query.ts'
import { useProblemWords } from '../../api/words.ts'
import { currentWorkspace } from '../../api/workspace.ts'
import { Button, IconButton } from '../../kit/button.tsx'
import { ErrorState } from '../../kit/empty.tsx'
import { useFormats } from '../../kit/format.ts'
import { useWords } from '../../kit/words.ts'

const touches = ['media'] as const

/** Signed forms, letters and invoices beside a picture. */
export function ProofsField({ mediaId, mayWrite }: { mediaId: string; mayWrite: boolean }) {
  const t = useWords('media')
  const words = useProblemWords()
  const formats = useFormats()
  const files = useRef<HTMLInputElement>(null)
  const proofs = useQuery(ask({ topic: 'media', path: path`/media/${mediaId}/proofs`, schema: ProofList }))
  const add = useWrite(
    (file: File) => {
      const form = new FormData()
      form.append('file', file)
      return api.post('/media-proofs', { query: { mediaId }, form, schema: Proof })
    },
    { touches },
  )
  const remove = useWrite((id: string) => api.delete(path`/media/${mediaId}/proofs/${id}`), { touches })
  const items = proofs.data?.items ?? []
  return (
    <div className="flex flex-col gap-2">
      <span className="text-sm font-medium">{t('rights.proofs')}</span>
      {proofs.isError && (
        <ErrorState small words={words(proofs.error)} onRetry={() => void proofs.refetch()} />
      )}
      {items.length > 0 && (
        <ul className="flex flex-col gap-1">
          {items.map((proof) => (
            <li key={proof.id} className="flex items-center gap-2 rounded-md border border-line px-2.5 py-1">
              <FileCheck aria-hidden className="size-4 shrink-0 text-good-mark" />
              <a
                href={`/api/v1${withQuery(path`/media/${mediaId}/proofs/${proof.id}/file`, { workspace: currentWorkspace() })}`}
                download={proof.fileName}
                className="flex min-h-control min-w-0 flex-1 items-center truncate text-accent hover:underline"
              >
                {proof.fileName}
              </a>
              <span className="text-sm text-muted figures">
                {formats.bytes(proof.bytes)} · {formats.day(proof.createdAt)}
              </span>
              {mayWrite && (
                <IconButton
                  size="small"
                  icon={Trash2}
                  label={t('rights.removeProof', { name: proof.fileName })}
                  onClick={() => remove.mutate(proof.id)}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      {mayWrite && (
        <Button
          icon={Paperclip}
          className="w-fit"
          busy={add.isPending}
          onClick={() => files.current?.click()}
        >
          {t('rights.addProof')}
        </Button>
      )}
      <input
        ref={files}
        type="file"
        accept="application/pdf,image/jpeg,image/png"
        aria-label={t('rights.addProof')}
        tabIndex={-1}
        className="sr-only"
        onChange={(event) => {
          const [file] = event.target.files ?? []
          if (file) add.mutate(file)
          event.target.value = ''
        }}
      />
    </div>
  )
}
