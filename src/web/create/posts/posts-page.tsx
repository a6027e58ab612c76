import { PenLine, Rows3, Search } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useMay } from '../../api/me.ts'
import { useProblemWords } from '../../api/words.ts'
import { Button } from '../../kit/button.tsx'
import { EmptyState, ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { Input } from '../../kit/input.tsx'
import { Page as Frame } from '../../kit/page.tsx'
import { Pager } from '../../kit/pager.tsx'
import { useGo } from '../../kit/route.ts'
import { Tabs } from '../../kit/tabs.tsx'
import { useWords } from '../../kit/words.ts'
import { ExportMenu } from './export-menu.tsx'
import { PostFilters } from './post-filters.tsx'
import { PostRow } from './post-row.tsx'
import { postsPage, shelves } from './routes.tsx'
import { usePosts } from './use-posts.ts'

/** Everything that was written, newest first. */
export function Page() {
  const t = useWords('posts')
  const may = useMay()
  const go = useGo()
  const { shelf } = postsPage.useSearch()
  const setSearch = postsPage.useSetSearch()
  return (
    <Frame
      title={t('nav')}
      actions={
        may('post.write') && (
          <Button look="primary" icon={PenLine} onClick={() => go('/posts/new')}>
            {t('write')}
          </Button>
        )
      }
      bar={
        <div className="flex flex-col gap-3">
          <Tabs
            label={t('shelf')}
            value={shelf}
            onChange={(next) => setSearch({ shelf: next })}
            tabs={shelves.map((value) => ({ value, label: t(`shelves.${value}`) }))}
          />
          <div className="flex items-center gap-2">
            <SearchBox />
            <PostFilters />
            <ExportMenu />
          </div>
        </div>
      }
    >
      <Rows />
    </Frame>
  )
}

function SearchBox() {
  const t = useWords('posts')
  const { q = '' } = postsPage.useSearch()
  const setSearch = postsPage.useSetSearch()
  const [text, setText] = useState(q)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setSearch({ q: text.trim() || undefined })
  }
  return (
    <search className="min-w-0 flex-1 sm:max-w-80">
      <form onSubmit={submit}>
        <Input
          type="search"
          icon={Search}
          aria-label={t('search')}
          placeholder={t('search')}
          value={text}
          onChange={(event) => {
            setText(event.target.value)
            if (event.target.value === '') setSearch({ q: undefined })
          }}
          onBlur={submit as never}
        />
      </form>
    </search>
  )
}

function Rows() {
  const t = useWords('posts')
  const words = useProblemWords()
  const may = useMay()
  const go = useGo()
  const search = postsPage.useSearch()
  const posts = usePosts(search)
  if (posts.isPending) return <SkeletonRows />
  if (posts.isError) return <ErrorState words={words(posts.error)} onRetry={() => void posts.refetch()} />
  const items = posts.data.pages.flatMap((page) => page.items)
  const filtered = Boolean(search.q || search.channel || search.category || search.campaign || search.goal)
  if (items.length === 0)
    return (
      <EmptyState
        icon={Rows3}
        title={filtered ? t('noneFound') : t(`empty.${search.shelf}`)}
        action={
          !filtered &&
          may('post.write') &&
          search.shelf !== 'deleted' && (
            <Button icon={PenLine} onClick={() => go('/posts/new')}>
              {t('write')}
            </Button>
          )
        }
      >
        {filtered ? t('noneFoundHelp') : t(`emptyHelp.${search.shelf}`)}
      </EmptyState>
    )
  return (
    <>
      <ul className="flex flex-col divide-y divide-line rounded-lg border border-line bg-surface shadow-card">
        {items.map((post) => (
          <PostRow key={post.id} post={post} />
        ))}
      </ul>
      <Pager
        auto
        more={posts.hasNextPage}
        busy={posts.isFetchingNextPage}
        onMore={() => void posts.fetchNextPage()}
      />
    </>
  )
}
