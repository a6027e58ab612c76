/** Also the way back to where one was when an address names no workspace. */
const key = 'carillon.workspace'
const pattern = /^\/w\/([^/]+)(\/.*)?$/

let current: string | null = null

/** The workspace that this tab is in; each tab has its own, the address says which. */
export const currentWorkspace = (): string | null => current

export function enterWorkspace(id: string): void {
  current = id
  localStorage.setItem(key, id)
}

export const lastWorkspace = (): string | null => localStorage.getItem(key)

export function leaveWorkspaces(): void {
  current = null
}

/** Addresses are `/w/<workspace>/calendar`; inside, pages only know `/calendar`. */
export function splitAddress(pathname: string): { workspace: string | null; inner: string } {
  const [, workspace, inner] = pattern.exec(pathname) ?? []
  return workspace
    ? { workspace: decodeURIComponent(workspace), inner: inner || '/' }
    : { workspace: null, inner: pathname }
}

/** Pages that stand outside of any workspace. */
export const outside = ['/welcome', '/sign-in'] as const

export const addressOf = (inner: string): string =>
  current && !outside.some((page) => inner.startsWith(page))
    ? `/w/${encodeURIComponent(current)}${inner}`
    : inner
