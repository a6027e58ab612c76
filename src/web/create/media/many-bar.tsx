import { Folder, FolderInput, Tags, Trash2, X } from 'lucide-react'
import { useState } from 'react'
import type { Media, Shelves } from '../../../modules/create/media/contract.ts'
import { Button, IconButton } from '../../kit/button.tsx'
import { Menu, MenuItem, MenuLine } from '../../kit/menu.tsx'
import { Popover } from '../../kit/popover.tsx'
import { useWords } from '../../kit/words.ts'
import type { Selection } from './selection.ts'
import { TagsField } from './tags-field.tsx'
import { useMany } from './use-many.ts'
import { inOrder } from './use-media.ts'

/** What can be done with all that are chosen; it stands at the foot for as long as some are. */
export function ManyBar({ selection, shelves }: { selection: Selection; shelves: Shelves | undefined }) {
  const t = useWords('media')
  const { run, busy } = useMany()
  const ids = selection.chosen.map(({ id }) => id)
  if (ids.length === 0) return null
  return (
    <section
      aria-label={t('many.label')}
      className="sticky bottom-[calc(4.5rem+env(safe-area-inset-bottom))] z-20 mt-4 flex flex-wrap items-center gap-2 rounded-lg bg-raised p-2 pl-4 shadow-float md:bottom-4"
    >
      <span role="status" className="mr-auto font-medium figures">
        {t('many.chosen', { count: ids.length })}
      </span>
      <Menu
        side="top"
        trigger={
          <Button icon={FolderInput} busy={busy}>
            {t('many.move')}
          </Button>
        }
      >
        <MenuItem onSelect={() => void run(ids, { verb: 'move', folderId: null })}>{t('loose')}</MenuItem>
        <MenuLine />
        {inOrder(shelves?.folders ?? []).map((folder) => (
          <MenuItem
            key={folder.id}
            icon={Folder}
            onSelect={() => void run(ids, { verb: 'move', folderId: folder.id })}
          >
            {folder.path}
          </MenuItem>
        ))}
      </Menu>
      <TagMany
        media={selection.chosen}
        known={shelves?.tags.map(({ tag }) => tag) ?? []}
        busy={busy}
        onDone={(add, remove) => void run(ids, { verb: 'tag', add, remove })}
      />
      <Button icon={Trash2} busy={busy} onClick={() => void run(ids, { verb: 'delete' }, selection.none)}>
        {t('remove')}
      </Button>
      <IconButton icon={X} label={t('many.none')} onClick={selection.none} />
    </section>
  )
}

type TagProps = {
  media: readonly Media[]
  known: readonly string[]
  busy: boolean
  onDone: (add: string[], remove: string[]) => void
}

/** Tags that all of them wear can be taken off; others are put on. */
function TagMany({ media, known, busy, onDone }: TagProps) {
  const t = useWords('media')
  const [open, setOpen] = useState(false)
  const common = (media[0]?.tags ?? []).filter((tag) => media.every(({ tags }) => tags.includes(tag)))
  const [tags, setTags] = useState<readonly string[]>([])
  const show = (next: boolean) => {
    setOpen(next)
    if (next) setTags(common)
  }
  return (
    <Popover
      open={open}
      onOpenChange={show}
      label={t('many.tag')}
      side="top"
      className="w-80"
      trigger={
        <Button icon={Tags} busy={busy}>
          {t('many.tag')}
        </Button>
      }
    >
      <div className="flex flex-col gap-3">
        <TagsField value={tags} known={known} onChange={setTags} />
        <Button
          look="primary"
          onClick={() => {
            setOpen(false)
            onDone(
              tags.filter((tag) => !common.includes(tag)),
              common.filter((tag) => !tags.includes(tag)),
            )
          }}
        >
          {t('save')}
        </Button>
      </div>
    </Popover>
  )
}
