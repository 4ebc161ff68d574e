// Which address shows which screen. Screens load when first visited; filters live in the address so that a link shows the same list.
import { Outlet, createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { Root } from './frame/root.tsx';
import { CrashScreen, NotFoundScreen } from './frame/fallback.tsx';

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
const date = (value: unknown): string | undefined =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : undefined;

/** Leaves out what is not set, so that addresses stay short. */
function only<T extends Record<string, string | undefined>>(values: T): { [K in keyof T]?: string | undefined } {
  const kept = Object.entries(values).filter(([, value]) => value !== undefined);
  // The entries come from `values` itself, minus the undefined ones.
  return Object.fromEntries(kept) as { [K in keyof T]?: string };
}

const root = createRootRoute({
  validateSearch: (search: Record<string, unknown>) => only({ kunjungan: text(search['kunjungan']) }),
  component: () => (
    <Root>
      <Outlet />
    </Root>
  ),
  notFoundComponent: NotFoundScreen,
  errorComponent: CrashScreen,
});

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: lazyRouteComponent(() => import('./features/home/home-screen.tsx'), 'HomeScreen'),
});
const desk = createRoute({
  getParentRoute: () => root,
  path: '/pendaftaran',
  component: lazyRouteComponent(() => import('./features/desk/desk-screen.tsx'), 'DeskScreen'),
});
const counter = createRoute({
  getParentRoute: () => root,
  path: '/antrean',
  component: lazyRouteComponent(() => import('./features/queue/counter-screen.tsx'), 'CounterScreen'),
});
const poli = createRoute({
  getParentRoute: () => root,
  path: '/poli',
  validateSearch: (search: Record<string, unknown>) => only({ unit: text(search['unit']) }),
  component: lazyRouteComponent(() => import('./features/queue/poli-screen.tsx'), 'PoliScreen'),
});
const serviceEntry = createRoute({
  getParentRoute: () => root,
  path: '/poli/$visitId',
  component: lazyRouteComponent(() => import('./features/clinic/service-entry-screen.tsx'), 'ServiceEntryScreen'),
});
const pharmacy = createRoute({
  getParentRoute: () => root,
  path: '/farmasi',
  component: lazyRouteComponent(() => import('./features/pharmacy/pharmacy-screen.tsx'), 'PharmacyScreen'),
});
const tasks = createRoute({
  getParentRoute: () => root,
  path: '/task-id',
  validateSearch: (search: Record<string, unknown>) =>
    only({
      // The server's own links (today's actions) say `date` and `filter`.
      tanggal: date(search['tanggal']) ?? date(search['date']),
      unit: text(search['unit']),
      saring: text(search['saring']) ?? text(search['filter']),
      rinci: text(search['rinci']),
    }),
  component: lazyRouteComponent(() => import('./features/tasks/task-screen.tsx'), 'TaskScreen'),
});
const messages = createRoute({
  getParentRoute: () => root,
  path: '/pesan',
  validateSearch: (search: Record<string, unknown>) =>
    only({
      keadaan: text(search['keadaan']),
      layanan: text(search['layanan']),
      jenis: text(search['jenis']),
      kurun: text(search['kurun']),
      alasan: text(search['alasan']),
      pasien: text(search['pasien']),
      massal: text(search['massal']),
      buka: text(search['buka']),
      lihat: text(search['lihat']),
    }),
  component: lazyRouteComponent(() => import('./features/messages/message-screen.tsx'), 'MessageScreen'),
});
const alerts = createRoute({
  getParentRoute: () => root,
  path: '/peringatan',
  validateSearch: (search: Record<string, unknown>) => only({ lihat: text(search['lihat']) }),
  component: lazyRouteComponent(() => import('./features/alerts/alerts-screen.tsx'), 'AlertsScreen'),
});
const health = createRoute({
  getParentRoute: () => root,
  path: '/kesehatan',
  validateSearch: (search: Record<string, unknown>) => only({ lihat: text(search['lihat']) }),
  component: lazyRouteComponent(() => import('./features/health/health-screen.tsx'), 'HealthScreen'),
});
const continuity = createRoute({
  getParentRoute: () => root,
  path: '/kesinambungan',
  validateSearch: (search: Record<string, unknown>) =>
    only({ gangguan: text(search['gangguan']), daftar: text(search['daftar']) }),
  component: lazyRouteComponent(() => import('./features/continuity/continuity-screen.tsx'), 'ContinuityScreen'),
});
const reconciliation = createRoute({
  getParentRoute: () => root,
  path: '/rekonsiliasi',
  validateSearch: (search: Record<string, unknown>) => only({ tanggal: date(search['tanggal']) }),
  component: lazyRouteComponent(
    () => import('./features/reconciliation/reconciliation-screen.tsx'),
    'ReconciliationScreen',
  ),
});
const notice = createRoute({
  getParentRoute: () => root,
  path: '/layar/pemberitahuan',
  component: lazyRouteComponent(() => import('./features/continuity/display-screen.tsx'), 'DisplayScreen'),
});
const settings = createRoute({
  getParentRoute: () => root,
  path: '/pengaturan',
  validateSearch: (search: Record<string, unknown>) => only({ bagian: text(search['bagian']) }),
  component: lazyRouteComponent(() => import('./features/settings/settings-screen.tsx'), 'SettingsScreen'),
});

export const router = createRouter({
  routeTree: root.addChildren([
    home,
    desk,
    counter,
    poli,
    serviceEntry,
    pharmacy,
    tasks,
    messages,
    health,
    alerts,
    continuity,
    reconciliation,
    notice,
    settings,
  ]),
  defaultPreload: 'intent',
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
