/** What the server writes into the page for everybody, signed in or not. */
export interface ShellConfig {
  /** Shown under the sign-in form while the shop holds only demo data. */
  demoSignIn?: { email: string; password: string }
}

export function shellConfig(): ShellConfig {
  const text = document.getElementById('bezel-config')?.textContent ?? '{}'
  try {
    return JSON.parse(text) as ShellConfig
  } catch {
    return {}
  }
}
