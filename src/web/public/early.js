// Runs before the first paint, so that neither theme nor language flashes. A file of its own, because the content
// security policy allows no script inside the page. Keys: see kit/theme.ts and messages/languages.ts.
try {
  const theme = localStorage.getItem('carillon.theme')
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
  const language = localStorage.getItem('carillon.language')
  if (language) document.documentElement.lang = language
} catch {
  // Storage is closed in some private windows; the system's theme and English are shown then.
}
