import type { IncomingMessage, ServerResponse } from 'node:http';
import { AwsFault } from '../aws-json.ts';
import { readBody } from '../http-body.ts';
import type { EngineContext } from '../parts.ts';
import { loadProviderOn } from './engine-time-hook.ts';
import { grantAdapters } from './grant-table.ts';
import { issuerConfiguration } from './issuer-configuration.ts';
import { page, signInPage } from './page.ts';
import { authenticate, type SignInParts } from './sign-in.ts';

/** Answers what needs the whole OpenID Connect machinery: sign-in pages, codes, token exchange. */
export type InteractiveIssuer = (req: IncomingMessage, res: ServerResponse) => Promise<void>;

const maxFormBytes = 16_384;
const mountPath = '/_auth';

function sendPage(res: ServerResponse, status: number, html: string): void {
  res.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  });
  res.end(html);
}

/** Loads `oidc-provider` (some 100 ms and 20 MB, hence only when somebody signs in by browser or client secret). */
export async function openInteractiveIssuer(
  context: EngineContext,
  parts: SignInParts,
  cookieKey: string,
): Promise<InteractiveIssuer> {
  const { default: Provider } = await loadProviderOn(() => context.clock.now());
  const adapter = grantAdapters(context.database, () => context.clock.now());
  const provider = new Provider(parts.issuer, {
    ...issuerConfiguration(parts, { cookieKey, adapter }),
    renderError(ctx, out) {
      ctx.type = 'html';
      ctx.body = page('Sign-in failed', `<p class="alert" role="alert">${out.error.replace(/[^\w ]/g, '')}</p>`);
    },
  });
  provider.on('server_error', (_ctx, error) => context.log(`The issuer failed: ${error.message}`));
  const handle = provider.callback();

  async function signIn(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const action = `${mountPath}${req.url!.split('?')[0]}`;
    if (req.method === 'GET') return sendPage(res, 200, signInPage(action, '', undefined));
    const body = await readBody(req, maxFormBytes);
    const form = new URLSearchParams(body?.toString() ?? '');
    const name = form.get('name') ?? '';
    try {
      const user = await authenticate(parts.pool!, parts.users, name, form.get('password') ?? '');
      if (user.status !== 'CONFIRMED')
        throw new AwsFault('PasswordResetRequiredException', 'The password must be set anew.');
      await provider.interactionFinished(req, res, { login: { accountId: user.sub } });
    } catch (error) {
      if (!(error instanceof AwsFault)) throw error;
      sendPage(res, 401, signInPage(action, name, error.message));
    }
  }

  async function interact(req: IncomingMessage, res: ServerResponse): Promise<void> {
    try {
      await provider.interactionDetails(req, res);
    } catch (error) {
      if ((error as Error).name !== 'SessionNotFound') throw error;
      return sendPage(res, 400, page('Sign-in expired', '<p>Go back to where you came from and sign in again.</p>'));
    }
    await signIn(req, res);
  }

  return async (req, res) => {
    const withOriginal = Object.assign(req, { originalUrl: req.url! });
    withOriginal.url = req.url!.slice(mountPath.length) || '/';
    if (withOriginal.url.startsWith('/interaction/')) await interact(withOriginal, res);
    else await handle(withOriginal, res);
  };
}
