import { Ellipsis, Folder, FolderPlus, Images, Inbox, type LucideIcon, Pencil, Trash2 } from 'lucide-react'
import { type DragEvent, useState } from 'react'
import { Folder as FolderShape, type Shelves } from '../../../modules/create/media/contract.ts'
import { api, path } from '../../api/client.ts'
import { useWrite } from '../../api/query.ts'
import { Button, IconButton } from '../../kit/button.tsx'
import { cx } from '../../kit/class.ts'
import { useFormats } from '../../kit/format.ts'
import { Menu, MenuItem } from '../../kit/menu.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { carriedBy, carries } from './dragging.ts'
import { FolderDialog } from './folder-dialog.tsx'
import { useMany } from './use-many.ts'
import { inOrder, type Placed } from './use-media.ts'

const touches = ['media'] as const

type Props = {
  shelves: Shelves
  folder: string | undefined
  mayWrite: boolean
  onChoose: (folder: string | undefined) => void
}

type Editing = { parentId: string | null; folder: Placed | null } | null

/** Folders in their order. What is dropped on one is moved there. */
export function FoldersPanel({ shelves, folder, mayWrite, onChoose }: Props) {
  const t = useWords('media')
  const [editing, setEditing] = useState<Editing>(null)
  const { run } = useMany()
  const placed = inOrder(shelves.folders)
  const restore = useWrite(
    (id: string) => api.post(path`/media-folders/${id}/restore`, { schema: FolderShape }),
    { touches, onSuccess: () => toast(t('folder.restored')) },
  )
  const remove = useWrite((id: string) => api.delete(path`/media-folders/${id}`), {
    touches,
    onSuccess: (_, id) => {
      if (folder === id) onChoose(undefined)
      toast(t('folder.removed'), { undo: () => restore.mutate(id) })
    },
  })
  const drop = (folderId: string | null) =>
    mayWrite
      ? (event: DragEvent) => {
          const ids = carriedBy(event.dataTransfer).map(({ id }) => id)
          if (ids.length > 0) void run(ids, { verb: 'move', folderId })
        }
      : undefined
  const shared = { chosen: folder, onChoose }
  return (
    <nav aria-label={t('folders')} className="flex flex-col gap-0.5">
      <Row {...shared} id={undefined} icon={Images} name={t('everything')} count={shelves.all} />
      <Row {...shared} id="none" icon={Inbox} name={t('loose')} count={shelves.loose} onDrop={drop(null)} />
      {placed.map((one) => (
        <Row
          key={one.id}
          {...shared}
          id={one.id}
          icon={Folder}
          name={one.name}
          count={one.total}
          depth={one.depth}
          onDrop={drop(one.id)}
          menu={
            mayWrite && (
              <Menu
                trigger={
                  <IconButton
                    size="small"
                    icon={Ellipsis}
                    label={t('folder.more', { name: one.name })}
                    className="opacity-0 group-hover/row:opacity-100 focus-visible:opacity-100 data-[state=open]:opacity-100 touch:opacity-100"
                  />
                }
              >
                <MenuItem icon={Pencil} onSelect={() => setEditing({ parentId: one.parentId, folder: one })}>
                  {t('folder.change')}
                </MenuItem>
                <MenuItem icon={FolderPlus} onSelect={() => setEditing({ parentId: one.id, folder: null })}>
                  {t('folder.inside')}
                </MenuItem>
                <MenuItem icon={Trash2} danger onSelect={() => remove.mutate(one.id)}>
                  {t('folder.remove')}
                </MenuItem>
              </Menu>
            )
          }
        />
      ))}
      {mayWrite && (
        <Button
          look="quiet"
          icon={FolderPlus}
          className="mt-1 w-fit"
          onClick={() => setEditing({ parentId: null, folder: null })}
        >
          {t('folder.new')}
        </Button>
      )}
      {editing && <FolderDialog {...editing} all={placed} onClose={() => setEditing(null)} />}
    </nav>
  )
}

type RowProps = {
  id: string | undefined
  chosen: string | undefined
  icon: LucideIcon
  name: string
  count: number
  depth?: number
  menu?: React.ReactNode
  onChoose: (folder: string | undefined) => void
  onDrop?: ((event: DragEvent) => void) | undefined
}

function Row({ id, chosen, icon: Icon, name, count, depth = 0, menu, onChoose, onDrop }: RowProps) {
  const formats = useFormats()
  const [over, setOver] = useState(false)
  const here = id === chosen
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: what is dragged here can be moved by the bar as well
    <div
      onDragOver={(event) => {
        if (!onDrop || !carries(event.dataTransfer)) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        setOver(false)
        if (!onDrop || !carries(event.dataTransfer)) return
        event.preventDefault()
        event.stopPropagation()
        onDrop(event)
      }}
      style={{ paddingInlineStart: `${depth}rem` }}
      className={cx(
        'group/row flex items-center rounded-md',
        here ? 'bg-accent-soft text-accent' : 'hover:bg-hover',
        over && 'ring-2 ring-accent-solid',
      )}
    >
      <button
        type="button"
        aria-current={here ? 'true' : undefined}
        onClick={() => onChoose(id)}
        className="flex min-h-control min-w-0 flex-1 items-center gap-2.5 rounded-md px-2.5 text-left"
      >
        <Icon aria-hidden className={cx('size-4 shrink-0', !here && 'text-faint')} />
        <span className="min-w-0 flex-1 truncate" title={name}>
          {name}
        </span>
        <span className={cx('text-sm figures', !here && 'text-muted')}>{formats.number(count)}</span>
      </button>
      {menu}
    </div>
  )
}
