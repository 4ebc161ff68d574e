// Aplicares, i-Care, Apotek and e-Rekam Medis against a real socket: what differs from the other services on the wire, out and back.
import { aplicares, apotek, erekammedis, icare, SERVICE_NAMES, SERVICES, vclaim } from '@titian/contract';
import { afterEach, describe, expect, it } from 'vitest';
import {
  type BpjsClient,
  type BpjsError,
  checkBaseUrl,
  type ClientOptions,
  createBpjsClient,
  isBpjsError,
  openMedicalRecord,
  prepareCall,
} from '../src/index.ts';
import { CREDENTIALS, type Received, seal, startServer, type TestServer } from './server.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((entry) => entry.close()));
});

/** Only the keys of VClaim and PCare, as most facilities have them. */
const credentials = { ...CREDENTIALS, kodePpk: '9999R001' };

async function meet(
  answer: (received: Received) => unknown,
  options: Partial<ClientOptions> = {},
): Promise<{ server: TestServer; client: BpjsClient }> {
  const server = await startServer((received, response) => response.end(JSON.stringify(answer(received))));
  const client = createBpjsClient({
    credentials,
    environment: 'development',
    baseUrls: {
      vclaim: `${server.origin}/vclaim-rest`,
      aplicares: `${server.origin}/aplicaresws`,
      icare: `${server.origin}/wsihs`,
      apotek: `${server.origin}/apotek-rest`,
      erekammedis: `${server.origin}/medicalrecord`,
    },
    limits: { timeoutMs: 400 },
    ...options,
    settings: { ...options.settings, allowBaseUrl: [server.origin] },
  });
  open.push(client, server);
  return { server, client };
}

async function failure(promise: Promise<unknown>): Promise<BpjsError> {
  try {
    await promise;
  } catch (error) {
    if (isBpjsError(error)) return error;
    throw error;
  }
  throw new Error('The call succeeded.');
}

const item = apotek.obatNonRacikan.example.request ?? undefined;
const removal = apotek.obatDelete.example.request ?? undefined;
const doctor = { param: '0000000000012', kodedokter: 99901 };
const record = erekammedis.insert.example.request ?? undefined;
const daftar = apotek.obatDaftar.example;
const url = 'https://apijkn.bpjs-kesehatan.go.id/ihs/history?token=x';

describe('the addresses', () => {
  it.each(SERVICE_NAMES)('of %s, by default and elsewhere in use, are BPJS’s own', (service) => {
    const { defaultBaseUrls, otherBaseUrls = {} } = SERVICES[service];
    const others = Object.values(otherBaseUrls).flat();
    for (const base of [...Object.values(defaultBaseUrls), ...others]) expect(checkBaseUrl(base, [])).toBe(base);
    expect(others).not.toContain(defaultBaseUrls.production);
  });
});

describe('what is sent', () => {
  it('goes under the content type, path and user key of each service', async () => {
    const { server, client } = await meet(({ request, timestamp }) =>
      request.url?.startsWith('/wsihs') === true
        ? { metaData: { code: 200, message: 'Sukses' }, response: seal(JSON.stringify({ url }), timestamp) }
        : {
            metaData: { code: request.url?.startsWith('/aplicaresws') === true ? 1 : 200, message: 'OK' },
            response: null,
          },
    );
    const bed = aplicares.bedUpdate.example;
    await client.call(aplicares.bedUpdate, { params: bed.params, body: bed.request ?? undefined });
    await client.call(apotek.obatNonRacikan, { body: item });
    await client.call(apotek.obatDelete, { body: removal });
    await client.call(erekammedis.insert, { body: record });
    await client.call(icare.validateRs, { body: doctor });
    await client.call(icare.validatePcare, { body: { param: doctor.param } });
    const seen = server.received.map(({ request }) => [
      `${request.method} ${request.url}`,
      request.headers['content-type'],
      request.headers.user_key,
    ]);
    expect(seen).toEqual([
      ['POST /aplicaresws/rest/bed/update/9999R001', 'application/json', 'kunci-vclaim'],
      ['POST /apotek-rest/obatnonracikan/v3/insert', 'application/x-www-form-urlencoded', 'kunci-vclaim'],
      ['DELETE /apotek-rest/pelayanan/obat/hapus/', 'application/json', 'kunci-vclaim'],
      ['POST /medicalrecord/eclaim/rekammedis/insert', 'text/plain', 'kunci-vclaim'],
      ['POST /wsihs/api/rs/validate', 'application/json', 'kunci-vclaim'],
      ['POST /wsihs/api/pcare/validate', 'application/json', 'kunci-pcare'],
    ]);
    expect(JSON.parse(server.received[2]?.body ?? '')).toEqual(removal);
    expect(server.received.map(({ request }) => request.headers['x-authorization'] !== undefined)).toEqual([
      false,
      false,
      false,
      false,
      false,
      true,
    ]);
  });

  it('prefers a service’s own key, and leaves X-authorization out when a clinic has no PCare user', async () => {
    const { pcare: _pcare, ...rest } = credentials;
    const { server, client } = await meet(
      ({ timestamp }) => ({
        metaData: { code: '200', message: 'Sukses' },
        response: seal(JSON.stringify({ url }), timestamp),
      }),
      { credentials: { ...rest, userKeys: { ...rest.userKeys, icare: 'kunci-icare' } } },
    );
    expect(await client.call(icare.validatePcare, { body: { param: doctor.param } })).toMatchObject({ data: { url } });
    expect(server.received[0]?.request.headers).toMatchObject({ user_key: 'kunci-icare' });
    expect(server.received[0]?.request.headers['x-authorization']).toBeUndefined();
  });

  it('sends the doctor as a number even when it was given as text', () => {
    const prepared = prepareCall(icare.validateRs, { body: { ...doctor, kodedokter: '99901' } });
    expect(prepared.body).toBe('{"param":"0000000000012","kodedokter":99901}');
  });

  it('takes the second path only for endpoints that the setting names', async () => {
    const { client } = await meet(() => ({}));
    expect(client.prepare(apotek.obatDaftar, { params: daftar.params }).path).toBe('/obat/daftar/9999A00101260000001');
    const { client: other } = await meet(() => ({}), { settings: { otherPaths: [apotek.obatDaftar.id] } });
    expect(other.prepare(apotek.obatDaftar, { params: daftar.params }).path).toBe(
      '/pelayanan/obat/daftar/9999A00101260000001',
    );
    expect(other.prepare(apotek.sepFind, { params: apotek.sepFind.example.params }).path).toMatch(/^\/sep\//);
  });
});

describe('a medical record', () => {
  it('is encrypted when it is prepared: the same record gives the same request, which may be stored', async () => {
    const { server, client } = await meet(() => ({
      response: { keterangan: 'Sukses' },
      metadata: { code: '200', message: 'OK' },
    }));
    const prepared = client.prepare(erekammedis.insert, { body: record });
    expect(client.prepare(erekammedis.insert, { body: record })).toEqual(prepared);
    expect(await client.send(JSON.parse(JSON.stringify(prepared)))).toMatchObject({ data: { keterangan: 'Sukses' } });
    const body = server.received[0]?.body ?? '';
    expect(body).toBe(prepared.body);
    expect(body).not.toMatch(/\\\/|pasien-contoh/);
    const { dataMR, ...plain } = JSON.parse(body).request;
    expect(plain).toEqual({ noSep: '9999R0010126V000012', jnsPelayanan: '2', bulan: '1', tahun: '2026' });
    expect(openMedicalRecord(dataMR, credentials)).toEqual(record?.request.dataMR);
  });

  it('is not prepared without the facility’s code', () => {
    expect(() => prepareCall(erekammedis.insert, { body: record })).toThrow(
      expect.objectContaining({ code: 'INPUT_CREDENTIALS' }),
    );
    expect(() => prepareCall(erekammedis.insert, { body: record }, { credentials: CREDENTIALS })).toThrow(
      expect.objectContaining({ code: 'INPUT_CREDENTIALS' }),
    );
  });
});

describe('what comes back', () => {
  it('counts rows beside the code', async () => {
    const list = [{ kodekelas: 'NON', namakelas: '-' }];
    const { client } = await meet(() => ({ metadata: { code: 1, message: 'OK', totalitems: 16 }, response: { list } }));
    expect(await client.call(aplicares.refKelas, {})).toMatchObject({ kind: 'ok', totalItems: 16, data: { list } });
  });

  it.each([
    ['0', 'Data tidak ada di database.', 'BPJS_PREDECESSOR'],
    ['0', 'Kamar penuh semua', 'BPJS_REJECTED'],
    ['201', 'Signature Service Tidak Sesuai', 'BPJS_CREDENTIAL'],
    ['7', 'hal baru', 'BPJS_UNFAMILIAR'],
  ])('Aplicares %s %s is %s', async (code, message, expected) => {
    const { client } = await meet(() => ({ metadata: { code: Number(code), message } }));
    const { params, request } = aplicares.bedUpdate.example;
    expect(await failure(client.call(aplicares.bedUpdate, { params, body: request ?? undefined }))).toMatchObject({
      code: expected,
    });
  });

  const inside = { ...daftar.response, metaData: { code: '200', message: 'Ok' } };
  it.each([
    ['in the clear', () => inside],
    ['sealed', ({ timestamp }: Received) => seal(JSON.stringify(inside), timestamp)],
  ])('an Apotek envelope inside the answer is read, %s', async (_, response) => {
    const { client } = await meet((received) => ({ response: response(received) }));
    expect(await client.call(apotek.obatDaftar, { params: daftar.params })).toMatchObject({
      kind: 'ok',
      code: '200',
      data: daftar.response,
      unknownKeys: [],
    });
  });

  it('a single medicine without its array is a list of one', async () => {
    const { detailsep } = daftar.response;
    const bare = { detailsep: { ...detailsep, listobat: detailsep.listobat[0] } };
    const { client } = await meet(({ timestamp }) => ({
      metaData: { code: '200', message: 'OK' },
      response: seal(JSON.stringify(bare), timestamp),
    }));
    expect(await client.call(apotek.obatDaftar, { params: daftar.params })).toMatchObject({ data: daftar.response });
  });

  it('a refusal inside a success of i-Care is a refusal', async () => {
    const refusal = { metaData: { code: 201, message: 'Dokter tidak terdaftar' }, response: null };
    const { client } = await meet(({ timestamp }) => ({
      metaData: { code: 200, message: 'Sukses' },
      response: seal(JSON.stringify(refusal), timestamp),
    }));
    const error = await failure(client.call(icare.validateRs, { body: doctor }));
    expect(error).toMatchObject({ code: 'BPJS_REJECTED', bpjsCode: '201', bpjsMessage: 'Dokter tidak terdaftar' });
  });

  it('a success of i-Care without a link is no success, and the answer stays hidden', async () => {
    const { client } = await meet(({ timestamp }) => ({
      metaData: { code: 200, message: 'Sukses' },
      response: seal(JSON.stringify({ pesan: 'rahasia' }), timestamp),
    }));
    const error = await failure(client.call(icare.validateRs, { body: doctor }));
    expect(error).toMatchObject({ code: 'BPJS_UNFAMILIAR', context: { reason: 'shape' } });
    expect(JSON.stringify(error)).not.toContain('rahasia');
  });

  it('services that are not known for it get no envelope from inside', async () => {
    const { client } = await meet(() => ({ response: { metaData: { code: '200', message: 'OK' }, peserta: {} } }));
    const example = vclaim.pesertaNokartu.example.params;
    expect(await failure(client.call(vclaim.pesertaNokartu, { params: example }))).toMatchObject({
      code: 'BPJS_UNFAMILIAR',
      context: { reason: 'no-envelope' },
    });
  });
});
