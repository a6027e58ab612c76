import type { UseQueryResult } from '@tanstack/react-query'
import { Captions as CaptionsIcon, Trash2 } from 'lucide-react'
import { useRef, useState } from 'react'
import { useLocale } from 'use-intl'
import { Captions } from '../../../modules/create/media/contract.ts'
import { api, path } from '../../api/client.ts'
import { useWrite } from '../../api/query.ts'
import { useProblemWords } from '../../api/words.ts'
import { Button, IconButton } from '../../kit/button.tsx'
import { ErrorState } from '../../kit/empty.tsx'
import { Field } from '../../kit/field.tsx'
import { Input } from '../../kit/input.tsx'
import { useWords } from '../../kit/words.ts'
import { captionsUrl } from './media-url.ts'

const touches = ['media'] as const
type Props = {
  mediaId: string
  captions: UseQueryResult<{ items: Captions[] }>
  mayWrite: boolean
}

/** What is said in a film, a file for each language. */
export function CaptionsField({ mediaId, captions, mayWrite }: Props) {
  const t = useWords('media')
  const words = useProblemWords()
  const locale = useLocale()
  const files = useRef<HTMLInputElement>(null)
  const [language, setLanguage] = useState(locale.split('-')[0] ?? 'en')
  const name = nameOf(language, locale)
  const add = useWrite(
    (file: File) => {
      const form = new FormData()
      form.append('file', file)
      return api.post('/media-captions', { query: { mediaId, language }, form, schema: Captions })
    },
    { touches },
  )
  const remove = useWrite((id: string) => api.delete(path`/media/${mediaId}/captions/${id}`), { touches })
  return (
    <div className="flex flex-col gap-2">
      <span className="text-sm font-medium">{t('film.captions')}</span>
      {captions.isError && (
        <ErrorState small words={words(captions.error)} onRetry={() => void captions.refetch()} />
      )}
      <CaptionsRows
        mediaId={mediaId}
        items={captions.data?.items ?? []}
        remove={mayWrite ? remove.mutate : null}
      />
      <p className="text-sm text-muted">{t('film.captionsHelp')}</p>
      {mayWrite && (
        <span className="flex flex-wrap items-end gap-2">
          <span className="min-w-32 flex-1">
            <Field label={t('film.language')} help={name ?? t('film.languageHelp')}>
              <Input
                value={language}
                maxLength={35}
                onChange={(event) => setLanguage(event.target.value.trim())}
              />
            </Field>
          </span>
          <Button
            icon={CaptionsIcon}
            busy={add.isPending}
            disabled={name === null}
            onClick={() => files.current?.click()}
          >
            {t('film.addCaptions')}
          </Button>
        </span>
      )}
      <input
        ref={files}
        type="file"
        accept=".srt,.vtt,text/vtt,application/x-subrip"
        aria-label={t('film.addCaptions')}
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

type RowsProps = {
  mediaId: string
  items: readonly Captions[]
  remove: ((id: string) => void) | null
}

function CaptionsRows({ mediaId, items, remove }: RowsProps) {
  const t = useWords('media')
  const locale = useLocale()
  if (items.length === 0) return null
  return (
    <ul className="flex flex-col gap-1">
      {items.map((one) => {
        const name = nameOf(one.language, locale) ?? one.language
        return (
          <li key={one.id} className="flex items-center gap-2 rounded-md border border-line px-2.5 py-1">
            <CaptionsIcon aria-hidden className="size-4 shrink-0 text-faint" />
            <a
              href={captionsUrl(mediaId, one.id)}
              download={`${one.language}.vtt`}
              className="flex min-h-control min-w-0 flex-1 items-center truncate text-accent hover:underline"
            >
              {name}
            </a>
            <span className="truncate text-sm text-muted figures">{t('film.cues', { count: one.cues })}</span>
            {remove && (
              <IconButton
                size="small"
                icon={Trash2}
                label={t('film.removeCaptions', { language: name })}
                onClick={() => remove(one.id)}
              />
            )}
          </li>
        )
      })}
    </ul>
  )
}

/** A language by its name; null for what names none. */
function nameOf(language: string, locale: string): string | null {
  try {
    return new Intl.DisplayNames([locale], { type: 'language', fallback: 'none' }).of(language) ?? null
  } catch {
    return null
  }
}
