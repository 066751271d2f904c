const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (char) => entities[char]!);

const style = `
:root { color-scheme: light dark; font: 100%/1.5 system-ui, sans-serif }
body { max-width: 22rem; margin: 12vh auto; padding: 0 1rem }
label { display: block; margin-top: 1rem; font-weight: 600 }
input, button { box-sizing: border-box; width: 100%; font: inherit; padding: .6rem; margin-top: .25rem }
button { margin-top: 1.5rem; font-weight: 600 }
.alert { border-left: .3rem solid #b3261e; padding: .5rem .75rem }`;

/** A whole page; `main` is trusted HTML. */
export function page(title: string, main: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title><style>${style}</style></head>
<body><main><h1>${escapeHtml(title)}</h1>${main}</main></body></html>`;
}

/** The sign-in form; `fault` is shown above it and announced. */
export function signInPage(action: string, name: string, fault: string | undefined): string {
  const alert = fault === undefined ? '' : `<p class="alert" role="alert" id="fault">${escapeHtml(fault)}</p>`;
  const described = fault === undefined ? '' : ' aria-describedby="fault" aria-invalid="true"';
  return page(
    'Sign in',
    `${alert}<form method="post" action="${escapeHtml(action)}">
<label for="name">User name or mail address</label>
<input id="name" name="name" autocomplete="username" required value="${escapeHtml(name)}"${described}>
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required${described}>
<button>Sign in</button></form>`,
  );
}
