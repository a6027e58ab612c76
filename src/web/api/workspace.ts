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

/** For the next person at this machine. */
export const forgetWorkspace = (): void => localStorage.removeItem(key)

/** Addresses are `/w/<workspace>/calendar`; inside, pages only know `/calendar`. */
export function splitAddress(pathname: string): { workspace: string | null; inner: string } {
  const [, workspace, inner] = pattern.exec(pathname) ?? []
  return workspace
    ? { workspace: decodeURIComponent(workspace), inner: inner || '/' }
    : { workspace: null, inner: pathname }
}

export const addressOf = (inner: string): string =>
  current ? `/w/${encodeURIComponent(current)}${inner}` : inner
