import { Folder, Search, SlidersHorizontal, Tags } from 'lucide-react'
import { useState } from 'react'
import { MediaSort, RightsState, type Shelves } from '../../../modules/create/media/contract.ts'
import { Button } from '../../kit/button.tsx'
import { Input } from '../../kit/input.tsx'
import { Menu, MenuChoice, MenuLabel, MenuLine } from '../../kit/menu.tsx'
import { Popover } from '../../kit/popover.tsx'
import { Tabs } from '../../kit/tabs.tsx'
import { useWords } from '../../kit/words.ts'
import { FoldersPanel } from './folders-panel.tsx'
import { mediaPage } from './routes.tsx'

const kinds = ['all', 'image', 'video'] as const

/** By what the wall is narrowed and sorted; all of it stands in the address. */
export function Bar({ shelves, mayWrite }: { shelves: Shelves | undefined; mayWrite: boolean }) {
  const t = useWords('media')
  const { kind, folder } = mediaPage.useSearch()
  const setSearch = mediaPage.useSetSearch()
  const [open, setOpen] = useState(false)
  const here = shelves?.folders.find(({ id }) => id === folder)
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
      {shelves && (
        <span className="lg:hidden">
          <Popover
            open={open}
            onOpenChange={setOpen}
            label={t('folders')}
            className="w-72"
            trigger={
              <Button icon={Folder}>{here?.name ?? t(folder === 'none' ? 'loose' : 'everything')}</Button>
            }
          >
            <FoldersPanel
              shelves={shelves}
              folder={folder}
              mayWrite={mayWrite}
              onChoose={(next) => {
                setOpen(false)
                setSearch({ folder: next })
              }}
            />
          </Popover>
        </span>
      )}
      <Tabs
        look="box"
        label={t('kind')}
        value={kind ?? 'all'}
        onChange={(next) => setSearch({ kind: next === 'all' ? undefined : next })}
        tabs={kinds.map((value) => ({ value, label: t(`kinds.${value}`) }))}
      />
      <SearchField />
      <TagsMenu known={shelves?.tags ?? []} />
      <ViewMenu />
    </div>
  )
}

function SearchField() {
  const t = useWords('media')
  const { q = '' } = mediaPage.useSearch()
  const setSearch = mediaPage.useSetSearch()
  const [text, setText] = useState(q)
  return (
    <search className="min-w-48 flex-1 sm:max-w-80">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          setSearch({ q: text.trim() || undefined })
        }}
      >
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
        />
      </form>
    </search>
  )
}

function TagsMenu({ known }: { known: Shelves['tags'] }) {
  const t = useWords('media')
  const { tags = '' } = mediaPage.useSearch()
  const setSearch = mediaPage.useSetSearch()
  const on = tags.split(',').filter(Boolean)
  if (known.length === 0 && on.length === 0) return null
  const toggle = (tag: string) =>
    setSearch({
      tags: (on.includes(tag) ? on.filter((one) => one !== tag) : [...on, tag]).join(',') || undefined,
    })
  const shown = [
    ...known,
    ...on.filter((tag) => !known.some((one) => one.tag === tag)).map((tag) => ({ tag, media: 0 })),
  ]
  return (
    <Menu align="start" trigger={<Button icon={Tags}>{on.length > 0 ? on.join(', ') : t('tags')}</Button>}>
      {shown.map(({ tag, media }) => (
        <MenuChoice key={tag} checked={on.includes(tag)} onSelect={() => toggle(tag)}>
          <span className="min-w-0 flex-1 truncate">{tag}</span>
          <span className="text-sm text-muted figures">{media}</span>
        </MenuChoice>
      ))}
    </Menu>
  )
}

function ViewMenu() {
  const t = useWords('media')
  const { sort = 'newest', unnamed, unused, rights } = mediaPage.useSearch()
  const setSearch = mediaPage.useSetSearch()
  const shown = [
    t(`sorts.${sort}`),
    unnamed && t('onlyUnnamed'),
    unused && t('onlyUnused'),
    rights && t(`rights.states.${rights}`),
  ]
    .filter(Boolean)
    .join(' · ')
  return (
    <Menu
      trigger={
        <Button icon={SlidersHorizontal} aria-label={`${t('view')}: ${shown}`}>
          {shown}
        </Button>
      }
    >
      <MenuLabel>{t('sort')}</MenuLabel>
      {MediaSort.options.map((one) => (
        <MenuChoice
          key={one}
          checked={sort === one}
          onSelect={() => setSearch({ sort: one === 'newest' ? undefined : one })}
        >
          {t(`sorts.${one}`)}
        </MenuChoice>
      ))}
      <MenuLine />
      <MenuLabel>{t('only')}</MenuLabel>
      <MenuChoice checked={unnamed === true} onSelect={() => setSearch({ unnamed: !unnamed || undefined })}>
        {t('onlyUnnamed')}
      </MenuChoice>
      <MenuChoice checked={unused === true} onSelect={() => setSearch({ unused: !unused || undefined })}>
        {t('onlyUnused')}
      </MenuChoice>
      <MenuLine />
      <MenuLabel>{t('rights.title')}</MenuLabel>
      {RightsState.options.map((one) => (
        <MenuChoice
          key={one}
          checked={rights === one}
          onSelect={() => setSearch({ rights: rights === one ? undefined : one })}
        >
          {t(`rights.states.${one}`)}
        </MenuChoice>
      ))}
    </Menu>
  )
}
