// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/diagnosis/cataloguetexts.h"

namespace mxlens {

namespace {

constexpr std::array entries{
    CatalogueText{ "starttls-not-supported", "STARTTLS no ofrecido",
        "{mx} no ofreció STARTTLS, así que la conexión no se pudo cifrar. O bien el servidor lo "
        "tiene "
        "desactivado, o bien algo delante del servidor lo elimina.",
        "Conéctese desde fuera al puerto 25 de {mx} y envíe EHLO: STARTTLS debe figurar en la "
        "respuesta.\n"
        "Busque un cortafuegos o proxy de correo con inspección SMTP delante del servidor y "
        "desactive "
        "la inspección.\n"
        "Compruebe que el servidor de correo puede leer su certificado y su clave: sin ellos "
        "muchos "
        "servidores no ofrecen STARTTLS." },
    CatalogueText{ "certificate-host-mismatch", "Nombre del certificado no coincide",
        "El certificado que presentó {mx} no contiene el nombre que buscaba el remitente.",
        "Compare los nombres del certificado (subject alternative names) con {mx}.\n"
        "Compruebe que {mx} presenta este certificado y no uno predeterminado, también con SNI.\n"
        "Solicite un certificado nuevo con ese nombre o corrija el registro MX de {domain}." },
    CatalogueText{ "certificate-expired", "Certificado caducado",
        "El certificado que presenta {mx} ha superado su fecha de caducidad. Lo habitual es que "
        "fallara la "
        "renovación, o que se renovara y el servidor de correo siga usando el anterior.",
        "Renueve el certificado de {mx}.\n"
        "Recargue el servidor de correo: hasta entonces conserva el certificado anterior.\n"
        "Haga que la renovación recargue por sí sola el servidor y vigile la fecha de caducidad." },
    CatalogueText{ "certificate-not-trusted", "Certificado no fiable",
        "El remitente no confía en el certificado que presenta {mx}: está autofirmado, su CA es "
        "desconocida o falta un certificado intermedio.",
        "Lea el código de motivo: dice qué falla en la cadena.\n"
        "Sirva la cadena completa: primero el certificado del servidor y después los intermedios.\n"
        "Para MTA-STS use un certificado de una CA pública." },
    CatalogueText{ "validation-failure", "Fallo de validación",
        "La sesión con {mx} no cumplió la política, y el informe no indica un tipo de resultado "
        "más "
        "preciso.",
        "Lea el código de motivo, si lo hay.\n"
        "Compare {mx} con las líneas mx de la política de {domain}.\n"
        "Compruebe que {mx} ofrece TLS 1.2 y 1.3, y revise su registro de {days}." },
    CatalogueText{ "tlsa-invalid", "Registros TLSA no válidos",
        "Ningún registro TLSA encaja con el certificado que presenta {mx}. Lo habitual es que se "
        "cambiara "
        "la clave y no el registro.",
        "Calcule el registro TLSA de la clave actual y publíquelo.\n"
        "En el próximo cambio publique antes el registro nuevo y mantenga ambos durante dos TTL.\n"
        "Conserve la clave al renovar el certificado: así un registro 3 1 1 sigue siendo válido." },
    CatalogueText{ "dnssec-invalid", "DNSSEC no válido",
        "El remitente no obtuvo una respuesta DNS para {domain} o {mx} que superase la validación "
        "DNSSEC: "
        "las firmas han caducado o la delegación está rota.",
        "Compruebe con un depurador de DNSSEC la firma de {domain} y la de la zona de {mx}.\n"
        "Compare el registro DS en la zona superior con sus claves.\n"
        "Vuelva a firmar si las firmas han caducado." },
    CatalogueText{ "dane-required", "DANE exigido y ausente",
        "El remitente exige DANE, y para {mx} no hay ningún registro TLSA firmado con DNSSEC.",
        "Publique un registro TLSA para {mx} y para los demás MX de {domain}.\n"
        "Compruebe que la zona de {mx} está firmada con DNSSEC." },
    CatalogueText{ "sts-policy-fetch-error", "Política MTA-STS inaccesible",
        "El remitente no pudo descargar la política MTA-STS de {domain} desde {policyhost}.",
        "Descargue desde fuera {policyurl}: debe responder 200, sin redirección, en menos de un "
        "minuto.\n"
        "Compruebe la dirección DNS de {policyhost} y que su servidor web funcione.\n"
        "Si ya no quiere MTA-STS, retírelo por orden: primero mode none y más tarde el registro." },
    CatalogueText{ "sts-policy-invalid", "Política MTA-STS no válida",
        "El remitente descargó la política MTA-STS publicada para {domain} y no pudo usarla: tiene "
        "un error "
        "de sintaxis o le falta version, mode, max_age o alguna línea mx.",
        "Compruebe con mxlens-cli check-policy el texto que sirve {policyurl}.\n"
        "Corríjalo y cambie después el id en el registro TXT de _mta-sts." },
    CatalogueText{ "sts-webpki-invalid", "Certificado web de MTA-STS no válido",
        "{policyhost} presentó un certificado caducado, no fiable o para otro "
        "nombre. "
        "Los servidores de correo no tienen la culpa.",
        "Renueve el certificado de {policyhost}; debe contener exactamente ese nombre.\n"
        "Abra {policyurl} en un navegador: debe cargarse sin ninguna advertencia." },
    CatalogueText{ "mx-not-in-policy", "MX fuera de la política",
        "{mx} no figura en las líneas mx de la política MTA-STS publicada para {domain}. Un "
        "comodín "
        "sustituye exactamente una etiqueta: *.example.com cubre mx.example.com, pero no "
        "a.mx.example.com.",
        "Si {mx} es correcto, añada a la política una línea mx: con su nombre y cambie después el "
        "id en "
        "el registro TXT de _mta-sts.\n"
        "Si no lo es, corrija el registro MX de {domain}.\n"
        "Si {mx} no es un host suyo, sospeche de una respuesta DNS falsificada." },
    CatalogueText{ "starttls-stripped-on-path", "STARTTLS perdido en el camino desde un remitente",
        "Solo a {organization} no se le ofrece STARTTLS, mientras que otros llegan a los mismos "
        "hosts con "
        "él. Algo en su camino elimina STARTTLS: una inspección SMTP o una interceptación.",
        "Pida a {organization} que se conecte a sus hosts MX con EHLO y que busque una inspección "
        "SMTP en "
        "su lado.\n"
        "Compruebe si un cortafuegos suyo trata de otra forma las direcciones desde las que envía "
        "{organization}.\n"
        "Tómelo en serio: con una política que no se exige, el correo viaja en claro." },
    CatalogueText{ "handshake-failure", "Fallo en la negociación TLS",
        "{mx} y el remitente empezaron la negociación TLS y no la terminaron: no había versión o "
        "cifrado en "
        "común, se cortó la conexión o la respuesta no era TLS.",
        "Compruebe que {mx} ofrece TLS 1.2 y 1.3 con cifrados habituales.\n"
        "Revise el registro de {mx} de {days}.\n"
        "Busque un cortafuegos que corte conexiones largas o cifradas." },
    CatalogueText{ "certificate-not-valid-yet", "Certificado aún no válido",
        "El certificado que presenta {mx} solo vale a partir de un momento futuro: hay un reloj "
        "mal puesto "
        "o el certificado se instaló demasiado pronto.",
        "Compruebe el reloj del equipo que obtuvo el certificado y el de {mx}.\n"
        "Sirva el certificado anterior hasta que el nuevo sea válido." },
    CatalogueText{ "certificate-revoked", "Certificado revocado",
        "La CA ha retirado el certificado que presenta {mx}.",
        "Pregunte el motivo a la CA y lea sus correos: a menudo lo anuncia.\n"
        "Genere una clave nueva, obtenga otro certificado e instálelo en {mx}.\n"
        "Con DANE, publique antes el registro TLSA de la clave nueva." },
    CatalogueText{ "stale-policy", "Copia antigua de la política en uso",
        "{organization} seguía aplicando una política MTA-STS anterior para {domain} cuando otros "
        "ya habían "
        "visto la nueva.",
        "Compruebe que el id del registro TXT de _mta-sts cambió con la política: solo entonces "
        "los "
        "remitentes vuelven a descargarla.\n"
        "Compruebe que todas las máquinas que atienden {policyhost} sirven el texto nuevo.\n"
        "Si es así, espere: la copia termina con el max_age anterior." },
    CatalogueText{ "noise", "Unos pocos fallos sueltos",
        "Fallaron muy pocas sesiones y nada más apunta a un fallo suyo: conexiones cortadas, "
        "pruebas o un "
        "remitente pequeño con un problema propio.",
        "No haga nada, salvo que aumente o que otro remitente lo confirme." },
    CatalogueText{ "silent-reporter", "Un remitente dejó de informar",
        "{organization} informaba con regularidad sobre {domain} y dejó de hacerlo. Un informe es "
        "también "
        "una señal de vida: o ya no llega correo de allí, o los informes no le llegan a usted.",
        "Compruebe que la dirección del registro TLSRPT de {domain} sigue aceptando correo con "
        "adjuntos.\n"
        "Mire la carpeta de correo no deseado y los filtros de ese buzón.\n"
        "Compruebe que el registro TLSRPT sigue publicado." },
    CatalogueText{ "inconsistent-counts", "Cifras que no cuadran",
        "En informes enviados por {organization}, los detalles de fallos y el resumen de una "
        "política no "
        "encajan. MX Lens cuenta el resumen.",
        "Tome como aproximadas las cifras que envía {organization}.\n"
        "Donde los fallos no estén detallados, mire lo que dicen otros remitentes de los mismos "
        "días." },
    CatalogueText{ "unknown-result-type", "Tipo de resultado desconocido",
        "El informe dice «{written}», algo que no conocen ni el RFC 8460 ni este catálogo.",
        "Lea el código de motivo y la información adicional de los detalles de fallos.\n"
        "Pregunte a {organization} qué significa." },
    CatalogueText{ "unsupported-certificate", "Certificado no admitido",
        "El certificado que presenta {mx} tiene una clave o una firma que el remitente no admite.",
        "Solicite uno nuevo con RSA de 2048 bits o más, o con ECDSA P-256." },
    CatalogueText{ "no-valid-signature", "Firma no válida",
        "La cadena del certificado que presenta {mx} no acaba en una CA en la que confíe el "
        "remitente.",
        "Sirva los certificados intermedios.\n"
        "Si pocos confían en la CA, cambie de CA." },
    CatalogueText{ "mta-sts-policy-not-found", "Sin política MTA-STS",
        "El remitente no encontró ninguna política MTA-STS para {domain}.",
        "Si {domain} tiene una, compruebe el registro TXT de _mta-sts y descargue {policyurl} "
        "desde fuera.\n"
        "Si no tiene ninguna, no hay nada roto: el remitente cifra en la medida de lo posible." },
    CatalogueText{ "mta-sts-connection-failure", "Conexión MTA-STS fallida",
        "El remitente llegó a {mx} y no obtuvo una conexión TLS que cumpliese la política.",
        "Compruebe el certificado que presenta {mx}: nombre, caducidad y cadena.\n"
        "Compruebe que {mx} ofrece TLS 1.2 y 1.3." },
};

const CatalogueLanguage language{
    entries,
    { "MTA-STS, modo enforce", "MTA-STS, modo testing", "MTA-STS, modo none", "DANE",
        "sin política", "política desconocida" },
    { "El remitente no entregó el correo a este MX: se retrasa, y se devuelve si fallan todos los "
      "MX.",
        "El correo se entregó de todos modos, quizá en claro. Con enforce no se habría entregado.",
        "Ningún efecto: una política en modo none no exige nada.",
        "El remitente no entregó el correo a este MX, igual que con enforce.",
        "El correo se entregó, quizá en claro.",
        "El informe no dice qué política se aplicó, así que no se sabe si se perdió correo." },
    { "Un remitente con una copia anterior de la política la sigue exigiendo; donde contó la "
      "sesión como "
      "fallida, no entregó el correo.",
        "El correo se entregó de todos modos. Con enforce, un remitente con una copia anterior la "
        "sigue "
        "exigiendo.",
        "Ningún efecto: una política en modo none no exige nada.",
        "Ningún efecto sobre DANE, que no usa esta política.",
        "El correo se entregó como si no hubiera MTA-STS, quizá en claro.",
        "Sin copia de la política, el correo se entregó como si no hubiera MTA-STS, quizá en "
        "claro." },
    { "usted, en el servidor de correo", "usted, en el DNS del dominio",
        "quien gestiona el servidor web de la política", "el remitente",
        "quien gestiona la red intermedia" },
    "Nadie tiene que actuar.",
    "Ningún efecto sobre el correo.",
    "; o ",
    "{first} a {last}",
    "el MX",
    "su dominio",
    "el remitente",
    "el servidor web de la política",
    "https://mta-sts.DOMINIO/.well-known/mta-sts.txt",
    "los días de los informes",
    "...",
};

} // namespace

const CatalogueLanguage& spanishCatalogue()
{
    return language;
}

} // namespace mxlens
