// The few choices that a workstation remembers for its windows. Storage may be refused; then the default stands.

export function kept<const T extends string>(name: string, allowed: readonly T[], otherwise: NoInfer<T>): T {
  try {
    const value = localStorage.getItem(`console.${name}`)
    return allowed.find(candidate => candidate === value) ?? otherwise
  } catch {
    return otherwise
  }
}

export function keep(name: string, value: string): void {
  try {
    localStorage.setItem(`console.${name}`, value)
  } catch {
    // nothing to do: the choice holds until the window closes
  }
}

/** A short text of its own choosing, such as a staff number. */
export function keptText(name: string): string {
  try {
    return localStorage.getItem(`console.${name}`) ?? ''
  } catch {
    return ''
  }
}
