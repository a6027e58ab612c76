import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Table2, Upload } from 'lucide-react'
import { useRef } from 'react'
import { type ImportItem, ImportList } from '../../../modules/create/imports/contract.ts'
import { askPages } from '../../api/query.ts'
import { useProblemWords } from '../../api/words.ts'
import { Badge } from '../../kit/badge.tsx'
import { Button } from '../../kit/button.tsx'
import { EmptyState, ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { useFormats } from '../../kit/format.ts'
import { Pager } from '../../kit/pager.tsx'
import { useWords } from '../../kit/words.ts'
import { importTones } from './import-state.ts'
import { ListFrame, linkLook, rowLook, rowsLook } from './list-frame.tsx'
import { acceptedTables, useUpload } from './use-upload.ts'

export default function ImportsList() {
  const t = useWords('bulk')
  const words = useProblemWords()
  const found = useInfiniteQuery(askPages({ topic: 'imports', path: '/post-imports', schema: ImportList }))
  if (found.isPending) return <SkeletonRows rows={4} />
  if (found.isError) return <ErrorState words={words(found.error)} onRetry={() => void found.refetch()} />
  const items = found.data.pages.flatMap((page) => page.items)
  if (items.length === 0)
    return (
      <EmptyState icon={Table2} title={t('imports.empty')} action={<BringButton primary />}>
        {t('imports.emptyHelp')}
      </EmptyState>
    )
  return (
    <ListFrame actions={<BringButton primary />}>
      <ul className={rowsLook}>
        {items.map((item) => (
          <Row key={item.id} item={item} />
        ))}
      </ul>
      <Pager
        auto
        more={found.hasNextPage}
        busy={found.isFetchingNextPage}
        onMore={() => void found.fetchNextPage()}
      />
    </ListFrame>
  )
}

function BringButton({ primary = false }: { primary?: boolean }) {
  const t = useWords('bulk')
  const upload = useUpload()
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <Button
        look={primary ? 'primary' : 'secondary'}
        icon={Upload}
        busy={upload.isPending}
        onClick={() => input.current?.click()}
      >
        {upload.isPending ? t('imports.bringing') : t('imports.bring')}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept={acceptedTables}
        aria-label={t('imports.file')}
        onChange={({ target }) => {
          const file = target.files?.[0]
          if (file) upload.mutate({ file })
          target.value = ''
        }}
      />
    </>
  )
}

function Row({ item }: { item: ImportItem }) {
  const t = useWords('bulk')
  const formats = useFormats()
  return (
    <li className={rowLook}>
      <span className="flex min-w-0 flex-1 basis-52 flex-col">
        <Link to={`/bulk/tables/${item.id}` as never} className={linkLook}>
          {item.fileName}
        </Link>
        <span className="text-sm text-muted figures">
          {[t('rows', { count: item.rows }), formats.relative(item.updatedAt)].join(' · ')}
        </span>
      </span>
      <Badge tone={importTones[item.state]}>{t(`imports.states.${item.state}`)}</Badge>
    </li>
  )
}
