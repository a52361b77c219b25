<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name>Access</name>
    <message>
        <location filename="../ui/access.cpp" line="+47"/>
        <source>Sign In…</source>
        <translation>Anmelden …</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Paste Token…</source>
        <translation>Token einfügen …</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Dismiss</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <location line="+127"/>
        <source>This job belongs to %1, and %2 has no right to delete it. An administrator of Puppet Enterprise can grant &quot;Delete another user&apos;s scheduled jobs&quot;.</source>
        <translation>Dieser Job gehört %1, und %2 darf ihn nicht löschen. Das Recht „Delete another user&apos;s scheduled jobs“ kann ein Administrator von Puppet Enterprise erteilen.</translation>
    </message>
    <message>
        <location line="+184"/>
        <source>Signed in as %1</source>
        <translation>Angemeldet als %1</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>⚠ %1: the token expired at %2</source>
        <comment>user, time</comment>
        <translation>⚠ %1: Das Token ist abgelaufen (%2)</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>⚠ %1: the token expires at %2</source>
        <comment>user, time</comment>
        <translation>⚠ %1: Das Token läuft ab (%2)</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Signed in as %1 until %2</source>
        <comment>user, time</comment>
        <translation>Angemeldet als %1 bis %2</translation>
    </message>
    <message>
        <location line="+10"/>
        <source>Trying the new token …</source>
        <translation>Das neue Token wird ausprobiert …</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>The token expired at %1. Get a new one.</source>
        <translation>Das Token ist abgelaufen (%1). Holen Sie ein neues.</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>The token expires at %1. Get a new one in time, and nothing stops.</source>
        <translation>Das Token läuft ab (%1). Mit einem rechtzeitig geholten neuen geht alles ohne Unterbrechung weiter.</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>%1 The token lives for this session.</source>
        <comment>what is wrong with the keychain</comment>
        <translation>%1 Das Token gilt nur für diese Sitzung.</translation>
    </message>
    <message>
        <location line="+24"/>
        <source>%1 asks for a token.</source>
        <translation>%1 verlangt ein Token.</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>%1 does not accept the token.</source>
        <translation>%1 akzeptiert das Token nicht.</translation>
    </message>
    <message>
        <location line="+5"/>
        <source>The server says: %1</source>
        <translation>Der Server sagt: %1</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Over http:// it would travel unencrypted: connect with https://.</source>
        <translation>Über http:// würde es unverschlüsselt übertragen; verwenden Sie https://.</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>As soon as %1 holds another one, that is used.</source>
        <translation>Sobald %1 ein anderes enthält, wird dieses verwendet.</translation>
    </message>
    <message>
        <location line="+5"/>
        <source>Deletions wait for it.</source>
        <translation>Löschungen warten darauf.</translation>
    </message>
</context>
<context>
    <name>AsOfDialog</name>
    <message>
        <location filename="../ui/asofdialog.cpp" line="+22"/>
        <source>&amp;Now</source>
        <translation>&amp;Jetzt</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>&amp;Another moment:</source>
        <translation>&amp;Ein anderer Zeitpunkt:</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>As Of</source>
        <translation>Stand</translation>
    </message>
    <message>
        <location line="+5"/>
        <source>Moment</source>
        <translation>Zeitpunkt</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>A saved response is a picture of one moment. What is overdue in it, and what runs next, is told as of:</source>
        <translation>Eine gespeicherte Antwort ist das Bild eines Augenblicks. Was darin überfällig ist und was als Nächstes läuft, wird gesagt für:</translation>
    </message>
    <message>
        <location line="+15"/>
        <source>The time of the &amp;file: %1</source>
        <translation>Die Zeit der &amp;Datei: %1</translation>
    </message>
</context>
<context>
    <name>AttentionChoice</name>
    <message>
        <location filename="../ui/attentionchoice.cpp" line="+146"/>
        <source>&amp;Everything</source>
        <translation>&amp;Alles</translation>
    </message>
    <message>
        <location line="+10"/>
        <source>Set &amp;Minutes…</source>
        <translation>&amp;Minuten einstellen …</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>How short an interval is that runs often.</source>
        <translation>Wie kurz ein Intervall ist, das oft läuft.</translation>
    </message>
    <message>
        <location line="+17"/>
        <source>&amp;Save Filter…</source>
        <translation>Filter &amp;speichern …</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Gives a name to the type, the search, what needs attention, and the order.</source>
        <translation>Gibt Typ, Suche, Auffälligkeit und Reihenfolge einen Namen.</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Edit Saved &amp;Filters…</source>
        <translation>Gespeicherte &amp;Filter bearbeiten …</translation>
    </message>
    <message>
        <location line="+10"/>
        <source>?</source>
        <comment>an unknown number</comment>
        <translation>?</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>%1 (%2)</source>
        <comment>what needs attention, number of jobs</comment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <location line="+9"/>
        <source>The jobs are being counted.</source>
        <translation>Die Jobs werden gezählt.</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>There are no counts before the whole list is read.</source>
        <translation>Bevor die ganze Liste gelesen ist, gibt es keine Zahlen.</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>There are no counts before the whole list is read: choose one, or load all jobs.</source>
        <translation>Bevor die ganze Liste gelesen ist, gibt es keine Zahlen: Wählen Sie eines, oder laden Sie alle Jobs.</translation>
    </message>
    <message>
        <location line="+14"/>
        <source>The number is of all jobs, whatever is searched for.</source>
        <translation>Die Zahl gilt für alle Jobs, was immer gesucht wird.</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>The number is of all jobs of the type, whatever is searched for.</source>
        <translation>Die Zahl gilt für alle Jobs des Typs, was immer gesucht wird.</translation>
    </message>
    <message>
        <location line="+13"/>
        <source>Everything</source>
        <translation>Alles</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Shows only jobs that need attention.</source>
        <translation>Zeigt nur Jobs, die auffallen.</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>Attention: %1</source>
        <comment>what is chosen</comment>
        <translation>Auffällig: %1</translation>
    </message>
    <message>
        <location line="+16"/>
        <source>Runs Often</source>
        <translation>Läuft oft</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Show jobs that run more often than every … minutes:</source>
        <translation>Jobs zeigen, die öfter laufen als alle … Minuten:</translation>
    </message>
    <message>
        <location line="+16"/>
        <source>Save Filter</source>
        <translation>Filter speichern</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Name of the filter; one of the same name is replaced:</source>
        <translation>Name des Filters; einer mit gleichem Namen wird ersetzt:</translation>
    </message>
</context>
<context>
    <name>AttentionText</name>
    <message>
        <location filename="../ui/attentiontext.cpp" line="+24"/>
        <source>owner revoked</source>
        <translation>Besitzer gesperrt</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>overdue</source>
        <translation>überfällig</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>will never run</source>
        <translation>läuft nie</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>repeats but noop</source>
        <translation>wiederholt, aber noop</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>ID and name disagree</source>
        <translation>ID und Name widersprechen sich</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>last submission failed</source>
        <translation>letzter Start gescheitert</translation>
    </message>
    <message numerus="yes">
        <location line="+2"/>
        <source>runs more often than every %n minute(s)</source>
        <translation>
            <numerusform>läuft öfter als jede Minute</numerusform>
            <numerusform>läuft öfter als alle %n Minuten</numerusform>
        </translation>
    </message>
    <message>
        <location line="+15"/>
        <source>without a name</source>
        <comment>a job</comment>
        <translation>ohne Namen</translation>
    </message>
    <message>
        <location line="+6"/>
        <source>duplicates job %1</source>
        <comment>names</comment>
        <translation>doppelt mit Job %1</translation>
    </message>
    <message numerus="yes">
        <location line="+1"/>
        <source>duplicates job %1 and %Ln other(s)</source>
        <comment>names</comment>
        <translation>
            <numerusform>doppelt mit Job %1 und %Ln weiteren</numerusform>
            <numerusform>doppelt mit Job %1 und %Ln weiteren</numerusform>
        </translation>
    </message>
    <message>
        <location line="+16"/>
        <source>Needs attention: %1</source>
        <translation>Auffällig: %1</translation>
    </message>
</context>
<context>
    <name>CheckView</name>
    <message>
        <location filename="../ui/checkview.cpp" line="+17"/>
        <source>Name (DNS)</source>
        <translation>Name (DNS)</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Port (TCP)</source>
        <translation>Port (TCP)</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Encryption (TLS)</source>
        <translation>Verschlüsselung (TLS)</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Sign-in</source>
        <translation>Anmeldung</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>API</source>
        <translation>API</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Rights</source>
        <translation>Rechte</translation>
    </message>
    <message>
        <location line="+10"/>
        <source>· waiting</source>
        <comment>state of a step</comment>
        <translation>· wartet</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>… under way</source>
        <comment>state of a step</comment>
        <translation>… läuft</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>✓ good</source>
        <comment>state of a step</comment>
        <translation>✓ gut</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>⚠ note</source>
        <comment>state of a step</comment>
        <translation>⚠ Hinweis</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>✗ failed</source>
        <comment>state of a step</comment>
        <translation>✗ fehlgeschlagen</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>– left out</source>
        <comment>state of a step</comment>
        <translation>– ausgelassen</translation>
    </message>
    <message>
        <location line="+7"/>
        <source>%1: %2</source>
        <comment>a step of the test, its state</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <location line="+15"/>
        <source>Test of the connection</source>
        <translation>Test der Verbindung</translation>
    </message>
    <message>
        <location line="+5"/>
        <source>Test tries the connection step by step: name, port, encryption, sign-in, API and rights.</source>
        <translation>„Testen“ prüft die Verbindung Schritt für Schritt: Name, Port, Verschlüsselung, Anmeldung, API und Rechte.</translation>
    </message>
</context>
<context>
    <name>ClientTools</name>
    <message>
        <location filename="../app/profile/clienttools.cpp" line="+40"/>
        <source>&quot;%1&quot; is no text</source>
        <translation>„%1“ ist kein Text</translation>
    </message>
</context>
<context>
    <name>Column</name>
    <message>
        <location filename="../app/job/column.cpp" line="+98"/>
        <source>never</source>
        <comment>the job has not run yet</comment>
        <translation>nie</translation>
    </message>
    <message>
        <location line="+6"/>
        <source>%1 not started: %2</source>
        <comment>time, reason</comment>
        <translation>%1 nicht gestartet: %2</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>%1 as job %2</source>
        <comment>time, number</comment>
        <translation>%1 als Job %2</translation>
    </message>
    <message>
        <location line="+296"/>
        <source>unknown interval</source>
        <translation>unbekanntes Intervall</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>once</source>
        <translation>einmalig</translation>
    </message>
    <message>
        <location line="-270"/>
        <source>yes</source>
        <comment>noop: changes nothing</comment>
        <translation>ja</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>no</source>
        <comment>noop: changes things</comment>
        <translation>nein</translation>
    </message>
    <message>
        <location line="+138"/>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Task or Plan</source>
        <translation>Task oder Plan</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Environment</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Targets</source>
        <translation>Ziele</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Owner</source>
        <translation>Besitzer</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Next Run</source>
        <translation>Nächster Lauf</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Last Run</source>
        <translation>Letzter Lauf</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Repeats</source>
        <translation>Wiederholung</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Noop</source>
        <translation>Noop</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Scheduled For</source>
        <translation>Geplant für</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Parameters</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>User Data</source>
        <translation>Benutzerdaten</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Deleted</source>
        <translation>Gelöscht</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Outcome</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Deleted By</source>
        <translation>Gelöscht von</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Runs a Day × Nodes</source>
        <translation>Läufe am Tag × Nodes</translation>
    </message>
    <message numerus="yes">
        <location line="+54"/>
        <source>every %n day(s)</source>
        <translation>
            <numerusform>täglich</numerusform>
            <numerusform>alle %n Tage</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+2"/>
        <source>every %n hour(s)</source>
        <translation>
            <numerusform>stündlich</numerusform>
            <numerusform>alle %n Stunden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+2"/>
        <source>every %n minute(s)</source>
        <translation>
            <numerusform>jede Minute</numerusform>
            <numerusform>alle %n Minuten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+1"/>
        <source>every %n second(s)</source>
        <translation>
            <numerusform>jede Sekunde</numerusform>
            <numerusform>alle %n Sekunden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+24"/>
        <source>%n node(s)</source>
        <translation>
            <numerusform>%n Node</numerusform>
            <numerusform>%n Nodes</numerusform>
        </translation>
    </message>
    <message>
        <location line="+2"/>
        <source>PQL query</source>
        <translation>PQL-Abfrage</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>AST query</source>
        <translation>AST-Abfrage</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>node group</source>
        <translation>Node-Gruppe</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>application</source>
        <translation>Anwendung</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>none named</source>
        <translation>keine angegeben</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>unknown kind</source>
        <translation>unbekannte Art</translation>
    </message>
</context>
<context>
    <name>ComingRuns</name>
    <message numerus="yes">
        <location filename="../app/export/comingruns.cpp" line="+86"/>
        <source>These jobs run %Ln time(s) in that span, and more than %1 are not written. Choose a shorter span, or fewer jobs.</source>
        <translation>
            <numerusform>Diese Jobs laufen in der Zeit %Ln Mal, und mehr als %1 werden nicht geschrieben. Wählen Sie eine kürzere Zeit oder weniger Jobs.</numerusform>
            <numerusform>Diese Jobs laufen in der Zeit %Ln Mal, und mehr als %1 werden nicht geschrieben. Wählen Sie eine kürzere Zeit oder weniger Jobs.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CommandLine</name>
    <message>
        <location filename="../ui/commandline.cpp" line="+24"/>
        <source>Connect to the orchestrator at &lt;URL&gt;, such as https://pe.example.com:8143.</source>
        <translation>Mit dem Orchestrator unter &lt;URL&gt; verbinden, zum Beispiel https://pe.example.com:8143.</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Connect to the connection &lt;NAME&gt;, as File &gt; Connect has it.</source>
        <translation>Mit der Verbindung &lt;NAME&gt; verbinden, wie sie in Datei &gt; Verbinden steht.</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Read the token from &lt;FILE&gt;, and again whenever it changes. Default: ~/.puppetlabs/token, if it exists.</source>
        <translation>Das Token aus &lt;DATEI&gt; lesen, und erneut, sobald sie sich ändert. Vorgabe: ~/.puppetlabs/token, falls vorhanden.</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>Trust the certificate authorities in &lt;FILE&gt; (PEM) only.</source>
        <translation>Nur den Zertifizierungsstellen in &lt;FILE&gt; (PEM) vertrauen.</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Start a demo orchestrator on this machine and connect to it.</source>
        <translation>Einen Demo-Orchestrator auf diesem Rechner starten und mit ihm verbinden.</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Write a picture of the window with its first rows to &lt;FILE&gt; and end.</source>
        <translation>Ein Bild des Fensters mit den ersten Zeilen in &lt;FILE&gt; schreiben und beenden.</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Show this help.</source>
        <translation>Diese Hilfe anzeigen.</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Show the version.</source>
        <translation>Die Version anzeigen.</translation>
    </message>
    <message>
        <location line="+10"/>
        <source>Give files, --url, --profile or --demo, but only one of them.</source>
        <translation>Geben Sie Dateien, --url, --profile oder --demo an, aber nur eines davon.</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>The name of a file is empty.</source>
        <translation>Der Name einer Datei ist leer.</translation>
    </message>
    <message>
        <location line="+15"/>
        <source>--screenshot needs a file, --url, --profile or --demo.</source>
        <translation>--screenshot braucht eine Datei, --url, --profile oder --demo.</translation>
    </message>
    <message>
        <location line="+19"/>
        <source>Without a window: callboard list, callboard snapshot, callboard forecast and callboard compare, each with a --help of its own.</source>
        <translation>Ohne Fenster: callboard list, callboard snapshot, callboard forecast und callboard compare, jedes mit einem eigenen --help.</translation>
    </message>
    <message>
        <location line="-36"/>
        <source>--token-file and --ca-file need --url.</source>
        <translation>--token-file und --ca-file erfordern --url.</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>Standard input can be read only once.</source>
        <translation>Die Standardeingabe kann nur einmal gelesen werden.</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>--%1 may be given only once.</source>
        <translation>--%1 darf nur einmal angegeben werden.</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>--%1 needs a value.</source>
        <translation>--%1 erfordert einen Wert.</translation>
    </message>
    <message>
        <location line="+5"/>
        <source>--screenshot takes one file.</source>
        <translation>--screenshot ist nur mit einer einzigen Datei möglich.</translation>
    </message>
    <message>
        <location line="+20"/>
        <source>A desktop console for the scheduled jobs of the Puppet orchestrator.</source>
        <translation>Eine Desktop-Konsole für die geplanten Jobs des Puppet-Orchestrators.</translation>
    </message>
    <message>
        <location line="+5"/>
        <source>Saved responses to open; - is standard input.</source>
        <translation>Zu öffnende gespeicherte Antworten; - ist die Standardeingabe.</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>callboard: %1 Try --help.</source>
        <translation>callboard: %1 Siehe --help.</translation>
    </message>
</context>
<context>
    <name>CompareDetails</name>
    <message>
        <location filename="../ui/comparedetails.cpp" line="+25"/>
        <source>All fiel&amp;ds</source>
        <translation>Alle Fel&amp;der</translation>
    </message>
    <message>
        <location line="+8"/>
        <source>Fields before and after</source>
        <translation>Felder vorher und nachher</translation>
    </message>
    <message>
        <location line="+45"/>
        <source>Select a job to see its fields before and after.</source>
        <translation>Wählen Sie einen Job, um seine Felder vorher und nachher zu sehen.</translation>
    </message>
    <message>
        <location line="+16"/>
        <source>A job without a name</source>
        <translation>Ein Job ohne Namen</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Job %1</source>
        <translation>Job %1</translation>
    </message>
</context>
<context>
    <name>CompareFieldsModel</name>
    <message>
        <location filename="../ui/comparefieldsmodel.cpp" line="+103"/>
        <source>added</source>
        <comment>with its job</comment>
        <translation>hinzugekommen</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>removed</source>
        <comment>with its job</comment>
        <translation>entfernt</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>changed</source>
        <comment>a field</comment>
        <translation>geändert</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>activity</source>
        <comment>a field</comment>
        <translation>Tätigkeit</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>the same</source>
        <comment>a field</comment>
        <translation>gleich</translation>
    </message>
    <message>
        <location line="+9"/>
        <source>Field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>After</source>
        <translation>Nachher</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Difference</source>
        <translation>Unterschied</translation>
    </message>
</context>
<context>
    <name>CompareFilterBar</name>
    <message>
        <location filename="../ui/comparefilterbar.cpp" line="+20"/>
        <source>Also r&amp;uns and sign-ins</source>
        <translation>Auch Lä&amp;ufe und Anmeldungen</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Kind of difference</source>
        <translation>Art des Unterschieds</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>Search the differences</source>
        <translation>In den Unterschieden suchen</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <location line="+10"/>
        <source>Next runs that moved on by whole intervals, last runs, and logins of owners</source>
        <translation>Nächste Läufe, die um ganze Intervalle weitergerückt sind, letzte Läufe und Anmeldungen von Besitzern</translation>
    </message>
</context>
<context>
    <name>CompareModel</name>
    <message>
        <location filename="../ui/comparemodel.cpp" line="+131"/>
        <source>no name</source>
        <translation>kein Name</translation>
    </message>
    <message>
        <location line="+27"/>
        <source>Change</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <location line="+8"/>
        <source>What Changed</source>
        <translation>Was sich geändert hat</translation>
    </message>
</context>
<context>
    <name>CompareSideButton</name>
    <message>
        <location filename="../ui/comparesidebutton.cpp" line="+37"/>
        <source>Choose …</source>
        <translation>Wählen …</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>%1: %2</source>
        <comment>a side of the comparison, what stands there</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <location line="+39"/>
        <source>The &amp;List in This Window</source>
        <translation>Die &amp;Liste in diesem Fenster</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>The &amp;List in This Window (%1)</source>
        <translation>Die &amp;Liste in diesem Fenster (%1)</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>&amp;File…</source>
        <translation>&amp;Datei …</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>&amp;Snapshots</source>
        <translation>&amp;Schnappschüsse</translation>
    </message>
    <message>
        <location line="+13"/>
        <source>Choose a Saved Response</source>
        <translation>Gespeicherte Antwort wählen</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>JSON files (*.json)</source>
        <translation>JSON-Dateien (*.json)</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
</context>
<context>
    <name>CompareSides</name>
    <message>
        <location filename="../ui/comparesides.cpp" line="+22"/>
        <source>S&amp;wap</source>
        <translation>&amp;Tauschen</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Before becomes after, and after becomes before</source>
        <translation>Vorher wird nachher, und nachher wird vorher</translation>
    </message>
    <message>
        <location line="+5"/>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>After</source>
        <translation>Nachher</translation>
    </message>
    <message>
        <location line="+7"/>
        <source>&amp;Before:</source>
        <translation>&amp;Vorher:</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Afte&amp;r:</source>
        <translation>&amp;Nachher:</translation>
    </message>
</context>
<context>
    <name>CompareView</name>
    <message numerus="yes">
        <location filename="../ui/comparetexts.cpp" line="+27"/>
        <source>In %1, %Ln name(s) stand more than once; these jobs are matched in their order.</source>
        <translation>
            <numerusform>In %1 steht %Ln Name mehrmals; diese Jobs werden in ihrer Reihenfolge zugeordnet.</numerusform>
            <numerusform>In %1 stehen %Ln Namen mehrmals; diese Jobs werden in ihrer Reihenfolge zugeordnet.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+4"/>
        <source>In %1, %Ln job(s) have no name; they are the same only if every byte is.</source>
        <translation>
            <numerusform>In %1 hat %Ln Job keinen Namen; gleich ist er nur, wenn jedes Byte gleich ist.</numerusform>
            <numerusform>In %1 haben %Ln Jobs keinen Namen; gleich sind sie nur, wenn jedes Byte gleich ist.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../app/comparison/comparisonwords.cpp" line="+20"/>
        <source>%Ln added</source>
        <comment>jobs</comment>
        <translation>
            <numerusform>%Ln hinzugekommen</numerusform>
            <numerusform>%Ln hinzugekommen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+1"/>
        <source>%Ln removed</source>
        <comment>jobs</comment>
        <translation>
            <numerusform>%Ln entfernt</numerusform>
            <numerusform>%Ln entfernt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+1"/>
        <source>%Ln changed</source>
        <comment>jobs</comment>
        <translation>
            <numerusform>%Ln geändert</numerusform>
            <numerusform>%Ln geändert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+1"/>
        <source>%Ln the same</source>
        <comment>jobs</comment>
        <translation>
            <numerusform>%Ln gleich</numerusform>
            <numerusform>%Ln gleich</numerusform>
        </translation>
    </message>
    <message>
        <location line="+4"/>
        <source>%1; %2</source>
        <comment>counts, and how many jobs only ran</comment>
        <translation>%1; %2</translation>
    </message>
    <message numerus="yes">
        <location line="+1"/>
        <source>%Ln only ran or had sign-ins</source>
        <comment>jobs</comment>
        <translation>
            <numerusform>%Ln nur gelaufen oder angemeldet</numerusform>
            <numerusform>%Ln nur gelaufen oder angemeldet</numerusform>
        </translation>
    </message>
    <message>
        <location line="+5"/>
        <source>One list is from before PE 2021.7 and the other from a later release: a name may be another job&apos;s, and only what both releases tell is compared.</source>
        <translation>Eine Liste ist älter als PE 2021.7, die andere neuer: Ein Name kann der eines anderen Jobs sein, und nur was beide Versionen nennen, wird verglichen.</translation>
    </message>
    <message>
        <location filename="../ui/comparetexts.cpp" line="+20"/>
        <source>Snapshot of %1</source>
        <comment>a server</comment>
        <translation>Schnappschuss von %1</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>%1, %2 %3</source>
        <comment>a file or a server, date and time, time zone</comment>
        <translation>%1, %2 %3</translation>
    </message>
    <message>
        <location line="+7"/>
        <source>All differences (%L1)</source>
        <translation>Alle Unterschiede (%L1)</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Added (%L1)</source>
        <comment>jobs</comment>
        <translation>Hinzugekommen (%L1)</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Removed (%L1)</source>
        <comment>jobs</comment>
        <translation>Entfernt (%L1)</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Changed (%L1)</source>
        <comment>jobs</comment>
        <translation>Geändert (%L1)</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>Activity (%L1)</source>
        <comment>jobs that only ran, or whose owners signed in</comment>
        <translation>Tätigkeit (%L1)</translation>
    </message>
    <message>
        <location line="+5"/>
        <source>Nothing to compare yet</source>
        <translation>Noch nichts zu vergleichen</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Choose the saved responses for both sides.</source>
        <translation>Wählen Sie die gespeicherten Antworten für beide Seiten.</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Choose a saved response to compare with %1.</source>
        <translation>Wählen Sie eine gespeicherte Antwort zum Vergleich mit %1.</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Choose a File…</source>
        <translation>Datei wählen …</translation>
    </message>
    <message>
        <location line="+5"/>
        <source>The comparison was stopped</source>
        <translation>Der Vergleich wurde abgebrochen</translation>
    </message>
    <message>
        <location line="+0"/>
        <location filename="../ui/compareview.cpp" line="+64"/>
        <source>Compare Again</source>
        <translation>Erneut vergleichen</translation>
    </message>
    <message>
        <location line="+5"/>
        <source>The lists can&apos;t be compared</source>
        <translation>Die Listen können nicht verglichen werden</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Try Again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message numerus="yes">
        <location line="+7"/>
        <source>%Ln job(s) are the same on both sides.</source>
        <translation>
            <numerusform>%Ln Job ist auf beiden Seiten gleich.</numerusform>
            <numerusform>%Ln Jobs sind auf beiden Seiten gleich.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+1"/>
        <source>%Ln job(s) only ran, or their owners signed in.</source>
        <translation>
            <numerusform>%Ln Job ist nur gelaufen, oder sein Besitzer hat sich angemeldet.</numerusform>
            <numerusform>%Ln Jobs sind nur gelaufen, oder ihre Besitzer haben sich angemeldet.</numerusform>
        </translation>
    </message>
    <message>
        <location line="+1"/>
        <source>No difference</source>
        <translation>Kein Unterschied</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Show Runs and Sign-Ins</source>
        <translation>Läufe und Anmeldungen zeigen</translation>
    </message>
    <message>
        <location line="+5"/>
        <source>No difference matches</source>
        <translation>Kein Unterschied passt</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>There are differences that the filter does not show.</source>
        <translation>Es gibt Unterschiede, die der Filter nicht zeigt.</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Show All Differences</source>
        <translation>Alle Unterschiede zeigen</translation>
    </message>
    <message>
        <location filename="../ui/compareview.cpp" line="-12"/>
        <source>Progress of the comparison</source>
        <translation>Fortschritt des Vergleichs</translation>
    </message>
    <message>
        <location line="+27"/>
        <source>Differences</source>
        <translation>Unterschiede</translation>
    </message>
    <message>
        <location line="+69"/>
        <source>Cop&amp;y</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>E&amp;xport…</source>
        <translation>E&amp;xportieren …</translation>
    </message>
    <message>
        <location line="+94"/>
        <source>The list in this window was read since. What stands here is of the older one.</source>
        <translation>Die Liste in diesem Fenster wurde seither gelesen. Was hier steht, gilt für die ältere.</translation>
    </message>
    <message>
        <location line="+75"/>
        <source>Comparing …</source>
        <translation>Vergleichen …</translation>
    </message>
    <message numerus="yes">
        <location line="+17"/>
        <source>%Ln shown</source>
        <comment>differences</comment>
        <translation>
            <numerusform>%Ln gezeigt</numerusform>
            <numerusform>%Ln gezeigt</numerusform>
        </translation>
    </message>
    <message>
        <location line="+53"/>
        <source>There are no differences to copy.</source>
        <translation>Es gibt keine Unterschiede zum Kopieren.</translation>
    </message>
    <message>
        <location line="+6"/>
        <source>These are too many rows to copy. Export them to a file instead.</source>
        <translation>Das sind zu viele Zeilen zum Kopieren. Exportieren Sie sie stattdessen in eine Datei.</translation>
    </message>
    <message>
        <location line="+8"/>
        <source>There are no differences to export.</source>
        <translation>Es gibt keine Unterschiede zum Exportieren.</translation>
    </message>
</context>
<context>
    <name>ComparedField</name>
    <message>
        <location filename="../app/comparison/comparedfield.cpp" line="+138"/>
        <location line="+3"/>
        <source>%1: %2</source>
        <comment>a group of fields, and which of them</comment>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>ComparedListReader</name>
    <message>
        <location filename="../app/comparison/comparedlistreader.cpp" line="+84"/>
        <source>%1 is the answer of a server that has retired this list.</source>
        <translation>%1 ist die Antwort eines Servers, der diese Liste nicht mehr führt.</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>%1 is one page of a longer list: %L2 of %L3 jobs.</source>
        <translation>%1 ist eine Seite einer längeren Liste: %L2 von %L3 Jobs.</translation>
    </message>
    <message>
        <location line="+17"/>
        <source>%1 answers as servers do that have retired this list.</source>
        <translation>%1 antwortet wie Server, die diese Liste nicht mehr führen.</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>The list on %1 changed while it was read.</source>
        <translation>Die Liste auf %1 hat sich beim Lesen geändert.</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>The list on %1 is not read to its end.</source>
        <translation>Die Liste auf %1 ist nicht bis zum Ende gelesen.</translation>
    </message>
</context>
<context>
    <name>ComparisonExport</name>
    <message>
        <location filename="../app/comparison/comparisonexport.cpp" line="+70"/>
        <source>Change</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Key</source>
        <comment>as the API calls it</comment>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>After</source>
        <translation>Nachher</translation>
    </message>
    <message>
        <location line="+65"/>
        <source>Added</source>
        <comment>a job</comment>
        <translation>Hinzugekommen</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Removed</source>
        <comment>a job</comment>
        <translation>Entfernt</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Changed</source>
        <comment>a job</comment>
        <translation>Geändert</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>Activity</source>
        <comment>a job only ran, or its owner signed in</comment>
        <translation>Tätigkeit</translation>
    </message>
</context>
<context>
    <name>ComparisonRun</name>
    <message>
        <location filename="../app/comparison/comparisonrun.cpp" line="+112"/>
        <location line="+2"/>
        <source>Reading %1 …</source>
        <comment>a file or a server</comment>
        <translation>Lesen von %1 …</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Comparing …</source>
        <translation>Vergleichen …</translation>
    </message>
</context>
<context>
    <name>ComparisonSaver</name>
    <message>
        <location filename="../ui/comparisonsaver.cpp" line="+19"/>
        <source>Export Differences</source>
        <translation>Unterschiede exportieren</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>Tables (*.csv)</source>
        <translation>Tabellen (*.csv)</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>JSON files (*.json)</source>
        <translation>JSON-Dateien (*.json)</translation>
    </message>
    <message>
        <location line="+23"/>
        <source>%1 was not saved: %2.</source>
        <comment>a file, why not</comment>
        <translation>%1 wurde nicht gespeichert: %2.</translation>
    </message>
    <message numerus="yes">
        <location line="+2"/>
        <source>Saved %Ln difference(s) to %1.</source>
        <translation>
            <numerusform>%Ln Unterschied nach %1 gespeichert.</numerusform>
            <numerusform>%Ln Unterschiede nach %1 gespeichert.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Concern</name>
    <message>
        <location filename="../app/attention/concern.cpp" line="+61"/>
        <source>Owner revoked</source>
        <translation>Besitzer gesperrt</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Jobs whose owner&apos;s account is revoked.</source>
        <translation>Jobs, deren Besitzer gesperrt ist.</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Overdue</source>
        <translation>Überfällig</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Jobs whose next run is listed for more than a minute ago.</source>
        <translation>Jobs, deren nächster Lauf seit mehr als einer Minute fällig ist.</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Will never run</source>
        <translation>Läuft nie</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Jobs that are disabled, or have no next run.</source>
        <translation>Jobs, die abgeschaltet sind oder keinen nächsten Lauf haben.</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Repeats but noop</source>
        <translation>Wiederholt, aber noop</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Jobs that run again and again and change nothing.</source>
        <translation>Jobs, die immer wieder laufen und nichts ändern.</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Duplicates</source>
        <translation>Doppelte</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Jobs of the same task or plan, or deployments, with the same environment, targets and interval, and the same parameters where the server tells them; of those that run once, at the same moment.</source>
        <translation>Jobs mit derselben Task oder demselben Plan, oder Deployments, mit gleicher Umgebung, gleichen Zielen und gleichem Intervall, und mit gleichen Parametern, wo der Server sie nennt; einmalige nur zum selben Zeitpunkt.</translation>
    </message>
    <message>
        <location line="+5"/>
        <source>ID and name disagree</source>
        <translation>ID und Name widersprechen sich</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Jobs whose URL ends in the number of another job.</source>
        <translation>Jobs, deren URL mit der Nummer eines anderen Jobs endet.</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Last submission failed</source>
        <translation>Letzter Start gescheitert</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Jobs whose last run could not be started.</source>
        <translation>Jobs, deren letzter Lauf nicht gestartet werden konnte.</translation>
    </message>
    <message numerus="yes">
        <location line="+2"/>
        <source>Runs more often than every %n minute(s)</source>
        <translation>
            <numerusform>Läuft öfter als jede Minute</numerusform>
            <numerusform>Läuft öfter als alle %n Minuten</numerusform>
        </translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Jobs with a shorter interval.</source>
        <translation>Jobs mit einem kürzeren Intervall.</translation>
    </message>
</context>
<context>
    <name>ConnectDialog</name>
    <message>
        <location filename="../ui/connectdialog.cpp" line="+35"/>
        <source>&amp;Duplicate</source>
        <translation>&amp;Duplizieren</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>&amp;Forget</source>
        <translation>Ver&amp;gessen</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Te&amp;st</source>
        <translation>Te&amp;sten</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Connect</source>
        <translation>Verbinden</translation>
    </message>
    <message>
        <location line="+23"/>
        <source>Connection</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Advanced</source>
        <translation>Erweitert</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Test</source>
        <translation>Test</translation>
    </message>
    <message>
        <location line="+6"/>
        <source>Import or E&amp;xport</source>
        <translation>Im- oder E&amp;xportieren</translation>
    </message>
    <message>
        <location line="+16"/>
        <source>Sa&amp;ve</source>
        <translation>Spei&amp;chern</translation>
    </message>
    <message>
        <location line="+19"/>
        <source>Import from &amp;Client Tools</source>
        <translation>Aus den &amp;Client-Tools importieren</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>&amp;Import from File…</source>
        <translation>Aus Datei &amp;importieren …</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>&amp;Export All…</source>
        <translation>Alle &amp;exportieren …</translation>
    </message>
    <message>
        <location line="+78"/>
        <source>Waiting for the keychain of this desktop …</source>
        <translation>Der Schlüsselbund dieses Desktops wird befragt …</translation>
    </message>
    <message>
        <location line="+36"/>
        <source>There are two connections of the name %1.</source>
        <translation>Es gibt zwei Verbindungen namens %1.</translation>
    </message>
    <message numerus="yes">
        <location line="+46"/>
        <source>%n connection(s) added; Connect or Save keeps them.</source>
        <translation>
            <numerusform>%n Verbindung hinzugefügt; „Verbinden“ oder „Speichern“ behält sie.</numerusform>
            <numerusform>%n Verbindungen hinzugefügt; „Verbinden“ oder „Speichern“ behält sie.</numerusform>
        </translation>
    </message>
    <message>
        <location line="+1"/>
        <source>These connections are here already.</source>
        <translation>Diese Verbindungen sind schon da.</translation>
    </message>
    <message>
        <location line="+16"/>
        <source>There is no configuration of Puppet&apos;s client tools in %1 or %2.</source>
        <translation>Weder in %1 noch in %2 liegt eine Konfiguration der Client-Tools von Puppet.</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>The configuration of Puppet&apos;s client tools names no orchestrator (service-url).</source>
        <translation>Die Konfiguration der Client-Tools von Puppet nennt keinen Orchestrator (service-url).</translation>
    </message>
    <message>
        <location line="+6"/>
        <source>Import Connections</source>
        <translation>Verbindungen importieren</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>JSON files (*.json)</source>
        <translation>JSON-Dateien (*.json)</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <location line="+6"/>
        <source>The file holds no connections.</source>
        <translation>Die Datei enthält keine Verbindungen.</translation>
    </message>
    <message>
        <location line="+9"/>
        <source>Export Connections</source>
        <translation>Verbindungen exportieren</translation>
    </message>
    <message numerus="yes">
        <location line="+11"/>
        <source>%n connection(s) exported, without tokens and keys.</source>
        <translation>
            <numerusform>%n Verbindung exportiert, ohne Token und Schlüssel.</numerusform>
            <numerusform>%n Verbindungen exportiert, ohne Token und Schlüssel.</numerusform>
        </translation>
    </message>
    <message>
        <location line="-237"/>
        <source>&amp;Connect</source>
        <translation>&amp;Verbinden</translation>
    </message>
</context>
<context>
    <name>Connection</name>
    <message>
        <location filename="../app/source/connection.cpp" line="+77"/>
        <location line="+91"/>
        <source>The URL</source>
        <translation>Die URL</translation>
    </message>
    <message>
        <location filename="../app/source/smallfile.cpp" line="+26"/>
        <source>it is a folder</source>
        <translation>Das ist ein Ordner</translation>
    </message>
    <message>
        <location line="+5"/>
        <source>it is too large</source>
        <translation>Die Datei ist zu groß</translation>
    </message>
    <message>
        <location filename="../app/source/connection.cpp" line="-135"/>
        <source>it is no URL such as https://pe.example.com:8143</source>
        <translation>Das ist keine URL wie https://pe.example.com:8143</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>it starts with neither https:// nor http://</source>
        <translation>Sie beginnt weder mit https:// noch mit http://</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>it carries a user name or password; use a token file</source>
        <translation>Sie enthält einen Benutzernamen oder ein Passwort; stattdessen ist eine Token-Datei zu verwenden</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>it carries a query or fragment</source>
        <translation>Sie enthält einen Abfrageteil oder ein Fragment</translation>
    </message>
    <message>
        <location line="+58"/>
        <source>The console URL</source>
        <translation>Die Konsolen-URL</translation>
    </message>
    <message>
        <location line="+23"/>
        <source>it is empty</source>
        <translation>Die Datei ist leer</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>it holds no token: a token is one word of plain characters</source>
        <translation>Die Datei enthält kein Token: Ein Token ist ein einzelnes Wort aus ASCII-Zeichen</translation>
    </message>
    <message>
        <location line="+11"/>
        <source>it holds no certificate in PEM form</source>
        <translation>Die Datei enthält kein Zertifikat im PEM-Format</translation>
    </message>
    <message>
        <location line="+35"/>
        <source>your token would travel unencrypted; use https://</source>
        <translation>Das Token würde unverschlüsselt übertragen; stattdessen ist https:// zu verwenden</translation>
    </message>
    <message>
        <location filename="../app/source/clientidentity.cpp" line="+80"/>
        <source>the key has a passphrase; use one without</source>
        <translation>der Schlüssel hat eine Passphrase; verwenden Sie einen ohne</translation>
    </message>
    <message>
        <location line="+6"/>
        <source>it holds no private RSA or EC key in PEM form</source>
        <translation>sie enthält keinen privaten RSA- oder EC-Schlüssel im PEM-Format</translation>
    </message>
    <message>
        <location line="+14"/>
        <source>its key is not that of the certificate</source>
        <translation>ihr Schlüssel gehört nicht zum Zertifikat</translation>
    </message>
</context>
<context>
    <name>ConnectionCheck</name>
    <message>
        <location filename="../app/access/connectioncheck.cpp" line="+45"/>
        <source>Scheduled jobs as in PE 2018.1 to 2019.8.1.</source>
        <translation>Geplante Jobs wie in PE 2018.1 bis 2019.8.1.</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Scheduled jobs as in PE 2019.8.3 to 2021.6.</source>
        <translation>Geplante Jobs wie in PE 2019.8.3 bis 2021.6.</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Environment jobs as in PE 2021.7 and later.</source>
        <translation>Umgebungsjobs wie in PE ab 2021.7.</translation>
    </message>
    <message>
        <location line="+50"/>
        <source>%1 The server says: %2</source>
        <translation>%1 Der Server sagt: %2</translation>
    </message>
    <message>
        <location line="+10"/>
        <source>Not tried.</source>
        <translation>Nicht versucht.</translation>
    </message>
    <message>
        <location line="+12"/>
        <source>Left to the proxy %1.</source>
        <translation>Das überlässt Callboard dem Proxy %1.</translation>
    </message>
    <message>
        <location line="+5"/>
        <source>%1 is an address.</source>
        <translation>%1 ist eine Adresse.</translation>
    </message>
    <message>
        <location line="+30"/>
        <source>%1 is %2.</source>
        <comment>host, addresses</comment>
        <translation>%1 ist %2.</translation>
    </message>
    <message>
        <location line="+32"/>
        <source> through the proxy %1</source>
        <translation> über den Proxy %1</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>%1 answers%2 in %3 ms.</source>
        <comment>server, nothing or the proxy</comment>
        <translation>%1 antwortet%2 in %3 ms.</translation>
    </message>
    <message>
        <location line="+5"/>
        <source>http:// is not encrypted.</source>
        <translation>http:// ist nicht verschlüsselt.</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Use https:// if you can.</source>
        <translation>Verwenden Sie nach Möglichkeit https://.</translation>
    </message>
    <message>
        <location line="+67"/>
        <source>%1, with a certificate that is trusted.</source>
        <comment>TLS 1.3</comment>
        <translation>%1, mit einem vertrauenswürdigen Zertifikat.</translation>
    </message>
    <message>
        <location line="+13"/>
        <source>There is no token.</source>
        <translation>Es gibt kein Token.</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Sign in after connecting, paste a token, or use &quot;puppet-access login&quot;.</source>
        <translation>Melden Sie sich nach dem Verbinden an, fügen Sie ein Token ein, oder verwenden Sie „puppet-access login“.</translation>
    </message>
    <message>
        <location line="+15"/>
        <source>The token is that of %1 and is good until %2.</source>
        <comment>user, time</comment>
        <translation>Das Token gehört %1 und gilt bis %2.</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>The token is that of %1.</source>
        <translation>Das Token gehört %1.</translation>
    </message>
    <message>
        <location line="+6"/>
        <source>Callboard works without the RBAC service, but can&apos;t say who you are and until when. Its port is 4433, and the console URL says where it is.</source>
        <translation>Callboard funktioniert auch ohne den RBAC-Dienst, kann dann aber nicht sagen, wer Sie sind und bis wann. Sein Port ist 4433; wo er läuft, sagt die Konsolen-URL.</translation>
    </message>
    <message>
        <location line="+23"/>
        <source>%1 has retired the old endpoint and does not know the new one.</source>
        <translation>%1 hat den alten Endpunkt stillgelegt und kennt den neuen nicht.</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Ask whoever runs the server whether the orchestrator is up to date and running.</source>
        <translation>Fragen Sie den Betreiber des Servers, ob der Orchestrator aktuell ist und läuft.</translation>
    </message>
    <message>
        <location line="+6"/>
        <source>The orchestrator accepts the token.</source>
        <translation>Der Orchestrator akzeptiert das Token.</translation>
    </message>
    <message>
        <location line="+24"/>
        <source>This connection is read-only: nothing is deleted.</source>
        <translation>Diese Verbindung ist schreibgeschützt: Es wird nichts gelöscht.</translation>
    </message>
    <message>
        <location line="+26"/>
        <source>The list can be read. Whose jobs may be deleted is not known in advance.</source>
        <translation>Die Liste ist lesbar. Wessen Jobs gelöscht werden dürfen, ist vorab nicht bekannt.</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Where the server refuses, Callboard shows its words, and the job stays.</source>
        <translation>Wo der Server ablehnt, zeigt Callboard seine Worte, und der Job bleibt.</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>The list can be read, and everybody&apos;s jobs may be deleted.</source>
        <translation>Die Liste ist lesbar, und die Jobs aller dürfen gelöscht werden.</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>The list can be read, and your own jobs may be deleted; those of others only where an administrator has granted it.</source>
        <translation>Die Liste ist lesbar, und Ihre eigenen Jobs dürfen Sie löschen, die anderer nur, wo ein Administrator es erlaubt hat.</translation>
    </message>
</context>
<context>
    <name>ConnectionOptions</name>
    <message>
        <location filename="../app/profile/connectionoptions.cpp" line="+38"/>
        <source>There is no connection %1; none has been set up yet.</source>
        <translation>Es gibt keine Verbindung %1; noch ist keine eingerichtet.</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>There is no connection %1. There are: %2.</source>
        <translation>Es gibt keine Verbindung %1. Es gibt: %2.</translation>
    </message>
</context>
<context>
    <name>CopyActions</name>
    <message>
        <location filename="../ui/copyactions.cpp" line="+27"/>
        <source>&amp;Cell</source>
        <translation>&amp;Zelle</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>R&amp;ows</source>
        <translation>Zei&amp;len</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Rows with &amp;Headers</source>
        <translation>Zeilen mit &amp;Kopf</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>&amp;List as curl Command</source>
        <translation>&amp;Liste als curl-Befehl</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>&amp;Deletion as curl Command</source>
        <translation>L&amp;öschung als curl-Befehl</translation>
    </message>
    <message>
        <location line="+26"/>
        <source>No job is selected.</source>
        <translation>Kein Job ist ausgewählt.</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Select one job: the cell is that of the current column.</source>
        <translation>Wählen Sie einen Job: Die Zelle ist die der aktuellen Spalte.</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>What the current cell shows.</source>
        <translation>Was die aktuelle Zelle zeigt.</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>What the rows show, separated by tabs.</source>
        <translation>Was die Zeilen zeigen, durch Tabulatoren getrennt.</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>What the rows show, below the titles of their columns.</source>
        <translation>Was die Zeilen zeigen, unter den Titeln der Spalten.</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>The question for this list, for a shell. It holds no token.</source>
        <translation>Die Frage nach dieser Liste, für eine Shell. Sie enthält kein Token.</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>What would delete the selected job, for a shell. Nothing is deleted by copying it.</source>
        <translation>Was den ausgewählten Job löschen würde, für eine Shell. Kopieren löscht nichts.</translation>
    </message>
    <message>
        <location line="+11"/>
        <source>There is no server to ask for this list.</source>
        <translation>Es gibt keinen Server, der nach dieser Liste gefragt werden kann.</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>It is not known yet how this server is asked. Refresh the list first.</source>
        <translation>Noch ist nicht bekannt, wie dieser Server gefragt wird. Lesen Sie zuerst die Liste neu.</translation>
    </message>
    <message>
        <location line="+6"/>
        <source>There is no server that would delete anything here.</source>
        <translation>Es gibt keinen Server, der hier etwas löschen würde.</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Select one job.</source>
        <translation>Wählen Sie einen Job.</translation>
    </message>
    <message>
        <location line="+20"/>
        <source>The first %1 of %2 jobs; change the offset for the next ones.</source>
        <translation>Die ersten %1 von %2 Jobs; für die nächsten ändern Sie offset.</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>Without the search and what needs attention, which the server does not know.</source>
        <translation>Ohne die Suche und die Auffälligkeiten, die der Server nicht kennt.</translation>
    </message>
    <message>
        <location line="+15"/>
        <source>Disables job %1 (%2) on %3 for good.</source>
        <comment>name, what it is, server</comment>
        <translation>Schaltet Job %1 (%2) auf %3 endgültig ab.</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Deletes job %1 (%2) on %3.</source>
        <comment>name, what it is, server</comment>
        <translation>Löscht Job %1 (%2) auf %3.</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>PRODUCTION. %1</source>
        <translation>PRODUKTION. %1</translation>
    </message>
</context>
<context>
    <name>DeleteAction</name>
    <message>
        <location filename="../ui/deleteaction.cpp" line="+46"/>
        <source>Not connected.</source>
        <translation>Nicht verbunden.</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>The list is still being read, to select all of it.</source>
        <translation>Die Liste wird noch gelesen, um alle auszuwählen.</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>No job is selected.</source>
        <translation>Kein Job ist ausgewählt.</translation>
    </message>
    <message>
        <location line="+16"/>
        <source>None of the selected jobs can be deleted, for different reasons.</source>
        <translation>Keiner der ausgewählten Jobs kann gelöscht werden, aus verschiedenen Gründen.</translation>
    </message>
    <message>
        <location line="+6"/>
        <source>&amp;Disable for Good</source>
        <translation>Endgültig &amp;deaktivieren</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>&amp;Delete</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message numerus="yes">
        <location line="+2"/>
        <source>&amp;Disable %Ln Jobs for Good…</source>
        <translation>
            <numerusform>%Ln Job end&amp;gültig deaktivieren…</numerusform>
            <numerusform>%Ln Jobs end&amp;gültig deaktivieren…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+1"/>
        <source>&amp;Delete %Ln Jobs…</source>
        <translation>
            <numerusform>%Ln Job &amp;löschen…</numerusform>
            <numerusform>%Ln Jobs &amp;löschen…</numerusform>
        </translation>
    </message>
    <message>
        <location line="+9"/>
        <source>Disable the selected job on %1 for good: the server can&apos;t undo it</source>
        <translation>Den ausgewählten Job auf %1 endgültig deaktivieren: Der Server kann das nicht zurücknehmen</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Delete the selected job from %1</source>
        <translation>Den ausgewählten Job auf %1 löschen</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Disable the selected jobs on %1 for good, after a look at the list: the server can&apos;t undo it</source>
        <translation>Die ausgewählten Jobs auf %1 nach Durchsicht der Liste endgültig deaktivieren: Der Server kann das nicht zurücknehmen</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Delete the selected jobs from %1, after a look at the list</source>
        <translation>Die ausgewählten Jobs auf %1 nach Durchsicht der Liste löschen</translation>
    </message>
    <message>
        <location line="+40"/>
        <source>It is being deleted.</source>
        <translation>Er wird gerade gelöscht.</translation>
    </message>
</context>
<context>
    <name>DeletionBar</name>
    <message>
        <location filename="../ui/deletionbar.cpp" line="+57"/>
        <source>Deletions</source>
        <translation>Löschungen</translation>
    </message>
    <message>
        <location line="+41"/>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Delete Now</source>
        <translation>Jetzt löschen</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Disable Now</source>
        <translation>Jetzt deaktivieren</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Show Results</source>
        <translation>Ergebnisse anzeigen</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Check Again</source>
        <translation>Erneut prüfen</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Dismiss</source>
        <translation>Verwerfen</translation>
    </message>
</context>
<context>
    <name>DeletionOutcome</name>
    <message>
        <location filename="../app/job/outcome.cpp" line="+56"/>
        <source>not sent</source>
        <translation>nicht gesendet</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>disabled</source>
        <translation>deaktiviert</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>gone</source>
        <translation>gelöscht</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>already gone</source>
        <translation>bereits nicht mehr da</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>kept by the server</source>
        <translation>vom Server behalten</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>still listed</source>
        <translation>weiterhin aufgeführt</translation>
    </message>
    <message>
        <location line="+7"/>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <location line="-9"/>
        <source>not permitted</source>
        <translation>nicht erlaubt</translation>
    </message>
    <message>
        <location line="+2"/>
        <location line="+3"/>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
</context>
<context>
    <name>DeletionResults</name>
    <message>
        <location filename="../ui/deletionresults.cpp" line="+44"/>
        <source>Results of Deletions</source>
        <translation>Ergebnisse der Löschungen</translation>
    </message>
    <message>
        <location line="+24"/>
        <source>Outcome</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <location line="+5"/>
        <source>Search the results</source>
        <translation>Ergebnisse durchsuchen</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Search</source>
        <translation>Suche</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>&amp;Outcome:</source>
        <translation>&amp;Ergebnis:</translation>
    </message>
    <message>
        <location line="+20"/>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>&amp;Export…</source>
        <translation>E&amp;xportieren…</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>&amp;Retry Failed…</source>
        <translation>Fehlgeschlagene erneut &amp;versuchen…</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>Check &amp;Again</source>
        <translation>Erneut &amp;prüfen</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>&amp;Dismiss</source>
        <translation>Ver&amp;werfen</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>Forget these results. The record of deleted jobs keeps them.</source>
        <translation>Diese Ergebnisse vergessen. Das Protokoll der Löschungen behält sie.</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>C&amp;lose</source>
        <translation>Sch&amp;ließen</translation>
    </message>
    <message>
        <location line="+12"/>
        <source>Results</source>
        <translation>Ergebnisse</translation>
    </message>
    <message>
        <location line="+73"/>
        <source>All (%L1)</source>
        <translation>Alle (%L1)</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>%1 (%L2)</source>
        <comment>an outcome, how many</comment>
        <translation>%1 (%L2)</translation>
    </message>
    <message>
        <location line="+41"/>
        <source>Export Results</source>
        <translation>Ergebnisse exportieren</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>CSV files (*.csv)</source>
        <translation>CSV-Dateien (*.csv)</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <location line="+11"/>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <location line="+16"/>
        <source>Saved to %1.</source>
        <translation>In %1 gespeichert.</translation>
    </message>
    <message>
        <location line="-1"/>
        <source>%1 was not saved: %2.</source>
        <translation>%1 wurde nicht gespeichert: %2.</translation>
    </message>
</context>
<context>
    <name>DeletionResultsModel</name>
    <message>
        <location filename="../ui/deletionresultsmodel.cpp" line="+52"/>
        <source>Not sent yet</source>
        <translation>Noch nicht gesendet</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Under way</source>
        <translation>In Arbeit</translation>
    </message>
    <message>
        <location line="+25"/>
        <source>Outcome</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>What happened</source>
        <translation>Was geschah</translation>
    </message>
</context>
<context>
    <name>DeletionTexts</name>
    <message>
        <location filename="../ui/deletiontexts.cpp" line="+27"/>
        <source>%1 was not deleted, and nothing was sent: a run of it came while this was on hold. Delete it again if you still want to.</source>
        <translation>%1 wurde nicht gelöscht, und nichts wurde gesendet: Ein Lauf kam dazwischen, während dies angehalten war. Löschen Sie erneut, wenn Sie es noch wollen.</translation>
    </message>
    <message>
        <location line="+9"/>
        <location line="+29"/>
        <source>%1 was not deleted; nothing was sent.</source>
        <translation>%1 wurde nicht gelöscht; es wurde nichts gesendet.</translation>
    </message>
    <message>
        <location line="+6"/>
        <source>%1 is gone from %2.</source>
        <translation>%1 ist auf %2 nicht mehr vorhanden.</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>%1 is gone from %2, although no clear answer came: %3</source>
        <translation>%1 ist von %2 verschwunden, obwohl keine klare Antwort kam: %3</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>%1 was already gone from %2.</source>
        <translation>%1 war auf %2 bereits nicht mehr vorhanden.</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>%1 was not deleted: %2 answered that it was, but still lists it.</source>
        <translation>%1 wurde nicht gelöscht: %2 hat die Löschung zwar bestätigt, führt den Job aber weiterhin auf.</translation>
    </message>
    <message>
        <location line="-22"/>
        <source>%1 is still listed by %2. %3</source>
        <translation>%1 wird von %2 weiterhin aufgeführt. %3</translation>
    </message>
    <message>
        <location line="+26"/>
        <source>%1 was not deleted. %2 says: %3</source>
        <translation>%1 wurde nicht gelöscht. %2 meldet: %3</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>%1 was not deleted: %2 no longer accepts the token. %3</source>
        <translation>%1 wurde nicht gelöscht: %2 akzeptiert das Token nicht mehr. %3</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>%1 was not deleted. %2 says: %3 %4</source>
        <translation>%1 wurde nicht gelöscht. %2 meldet: %3 %4</translation>
    </message>
    <message>
        <location line="+6"/>
        <source>It is not known whether %1 was deleted: the request was sent, but the list could not be read since. %2</source>
        <translation>Es ist nicht bekannt, ob %1 gelöscht wurde: Die Anfrage wurde gesendet, aber die Liste konnte seitdem nicht gelesen werden. %2</translation>
    </message>
    <message>
        <location line="-57"/>
        <location line="+73"/>
        <source>%1 was not disabled; nothing was sent.</source>
        <translation>%1 wurde nicht deaktiviert; es wurde nichts gesendet.</translation>
    </message>
    <message>
        <location line="-55"/>
        <source>%1 is still listed by %2. Callboard may have ended before it was sent.</source>
        <translation>%1 steht noch in der Liste von %2. Callboard wurde vielleicht beendet, bevor es gesendet war.</translation>
    </message>
    <message>
        <location line="+37"/>
        <source>It is not known whether %1 was deleted: Callboard ended in the middle of it.</source>
        <translation>Es ist nicht bekannt, ob %1 gelöscht wurde: Callboard wurde mittendrin beendet.</translation>
    </message>
    <message>
        <location line="+24"/>
        <source>%1 is disabled for good on %2.</source>
        <translation>%1 ist auf %2 endgültig deaktiviert.</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>%1 is no longer listed by %2, although no clear answer came: %3</source>
        <translation>%1 wird von %2 nicht mehr aufgeführt, obwohl keine klare Antwort kam: %3</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>%1 was already disabled or gone on %2.</source>
        <translation>%1 war auf %2 schon deaktiviert oder nicht mehr vorhanden.</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>%1 was not disabled: %2 answered that it was, but still lists it.</source>
        <translation>%1 wurde nicht deaktiviert: %2 hat das zwar bestätigt, führt den Job aber weiterhin auf.</translation>
    </message>
    <message>
        <location line="+5"/>
        <source>%1 was not disabled. %2 says: %3</source>
        <translation>%1 wurde nicht deaktiviert. %2 sagt: %3</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>%1 was not disabled: %2 no longer accepts the token. %3</source>
        <translation>%1 wurde nicht deaktiviert: %2 nimmt das Token nicht mehr an. %3</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>%1 was not disabled. %2 says: %3 %4</source>
        <translation>%1 wurde nicht deaktiviert. %2 sagt: %3 %4</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>It is not known whether %1 was disabled: Callboard ended in the middle of it.</source>
        <translation>Es ist nicht bekannt, ob %1 deaktiviert wurde: Callboard wurde mittendrin beendet.</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>It is not known whether %1 was disabled: the request was sent, but the list could not be read since. %2</source>
        <translation>Es ist nicht bekannt, ob %1 deaktiviert wurde: Die Anfrage wurde gesendet, aber die Liste konnte seitdem nicht gelesen werden. %2</translation>
    </message>
    <message>
        <location line="+20"/>
        <source>%1 is to be disabled for good; the countdown is on hold at %2 s</source>
        <translation>%1 soll endgültig deaktiviert werden; der Countdown steht bei %2 s</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>%1 is to be deleted; the countdown is on hold at %2 s</source>
        <translation>%1 soll gelöscht werden; der Countdown steht bei %2 s</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>%1 will be disabled for good in %2 s</source>
        <translation>%1 wird in %2 s endgültig deaktiviert</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>%1 will be deleted in %2 s</source>
        <translation>%1 wird in %2 s gelöscht</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>%1 waits until another token is there; nothing was sent</source>
        <translation>%1 wartet auf ein anderes Token; es wurde nichts gesendet</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>%1 waits for its turn; nothing was sent</source>
        <translation>%1 wartet, bis er an der Reihe ist; es wurde nichts gesendet</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Disabling %1 on %2 …</source>
        <translation>%1 wird auf %2 deaktiviert …</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Deleting %1 from %2 …</source>
        <translation>%1 wird auf %2 gelöscht …</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Reading the list again to see whether %1 is gone …</source>
        <translation>Die Liste wird erneut gelesen, um zu prüfen, ob %1 gelöscht ist …</translation>
    </message>
    <message numerus="yes">
        <location line="+20"/>
        <source>%Ln gone</source>
        <translation>
            <numerusform>%Ln gelöscht</numerusform>
            <numerusform>%Ln gelöscht</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+0"/>
        <source>%Ln disabled</source>
        <translation>
            <numerusform>%Ln deaktiviert</numerusform>
            <numerusform>%Ln deaktiviert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+2"/>
        <source>%Ln already gone</source>
        <translation>
            <numerusform>%Ln bereits nicht mehr da</numerusform>
            <numerusform>%Ln bereits nicht mehr da</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+2"/>
        <source>%Ln kept by the server</source>
        <translation>
            <numerusform>%Ln vom Server behalten</numerusform>
            <numerusform>%Ln vom Server behalten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+2"/>
        <source>%Ln not permitted</source>
        <translation>
            <numerusform>%Ln nicht erlaubt</numerusform>
            <numerusform>%Ln nicht erlaubt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+3"/>
        <source>%Ln still listed</source>
        <translation>
            <numerusform>%Ln noch in der Liste</numerusform>
            <numerusform>%Ln noch in der Liste</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+2"/>
        <source>%Ln failed</source>
        <translation>
            <numerusform>%Ln fehlgeschlagen</numerusform>
            <numerusform>%Ln fehlgeschlagen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+2"/>
        <source>%Ln unknown</source>
        <translation>
            <numerusform>%Ln unbekannt</numerusform>
            <numerusform>%Ln unbekannt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+2"/>
        <source>%Ln not sent</source>
        <translation>
            <numerusform>%Ln nicht gesendet</numerusform>
            <numerusform>%Ln nicht gesendet</numerusform>
        </translation>
    </message>
    <message>
        <location line="+1"/>
        <source>, </source>
        <comment>between the parts of an enumeration</comment>
        <translation>, </translation>
    </message>
    <message numerus="yes">
        <location line="+9"/>
        <source>%Ln job(s) are to be disabled for good; the countdown is on hold at %1 s</source>
        <translation>
            <numerusform>%Ln Job soll endgültig deaktiviert werden; der Countdown steht bei %1 s</numerusform>
            <numerusform>%Ln Jobs sollen endgültig deaktiviert werden; der Countdown steht bei %1 s</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+3"/>
        <source>%Ln job(s) are to be deleted; the countdown is on hold at %1 s</source>
        <translation>
            <numerusform>%Ln Job soll gelöscht werden; der Countdown steht bei %1 s</numerusform>
            <numerusform>%Ln Jobs sollen gelöscht werden; der Countdown steht bei %1 s</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+4"/>
        <source>%Ln job(s) will be disabled for good in %1 s</source>
        <translation>
            <numerusform>%Ln Job wird in %1 s endgültig deaktiviert</numerusform>
            <numerusform>%Ln Jobs werden in %1 s endgültig deaktiviert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+1"/>
        <source>%Ln job(s) will be deleted in %1 s</source>
        <translation>
            <numerusform>%Ln Job wird in %1 s gelöscht</numerusform>
            <numerusform>%Ln Jobs werden in %1 s gelöscht</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+8"/>
        <source>Reading the list again to see which of %Ln job(s) are gone …</source>
        <translation>
            <numerusform>Die Liste wird erneut gelesen, um zu prüfen, ob %Ln Job gelöscht ist …</numerusform>
            <numerusform>Die Liste wird erneut gelesen, um zu prüfen, welche von %Ln Jobs gelöscht sind …</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+5"/>
        <source>On hold: %1 of %Ln job(s) were sent; the others wait for another token.</source>
        <translation>
            <numerusform>Angehalten: %1 von %Ln Job gesendet; er wartet auf ein anderes Token.</numerusform>
            <numerusform>Angehalten: %1 von %Ln Jobs gesendet; die übrigen warten auf ein anderes Token.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+3"/>
        <source>Disabling %Ln job(s): %1 sent …</source>
        <translation>
            <numerusform>%Ln Job wird deaktiviert: %1 gesendet …</numerusform>
            <numerusform>%Ln Jobs werden deaktiviert: %1 gesendet …</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+1"/>
        <source>Deleting %Ln job(s): %1 sent …</source>
        <translation>
            <numerusform>%Ln Job wird gelöscht: %1 gesendet …</numerusform>
            <numerusform>%Ln Jobs werden gelöscht: %1 gesendet …</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+6"/>
        <source>%Ln job(s): %1.</source>
        <comment>what became of so many deletions</comment>
        <translation>
            <numerusform>%Ln Job: %1.</numerusform>
            <numerusform>%Ln Jobs: %1.</numerusform>
        </translation>
    </message>
    <message>
        <location line="+3"/>
        <source>It was stopped: %1</source>
        <translation>Der Vorgang wurde abgebrochen: %1</translation>
    </message>
    <message>
        <location line="+8"/>
        <source>PRODUCTION, %1: %2</source>
        <comment>server, what becomes of a job</comment>
        <translation>PRODUKTION, %1: %2</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>%1: %2</source>
        <comment>server, what becomes of a job</comment>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>DemoOrchestrator</name>
    <message>
        <location filename="../ui/demoorchestrator.cpp" line="+33"/>
        <source>%1 is not there</source>
        <translation>%1 ist nicht vorhanden</translation>
    </message>
    <message>
        <location line="+19"/>
        <source>The demo orchestrator did not start: %1.</source>
        <translation>Der Demo-Orchestrator ist nicht gestartet: %1.</translation>
    </message>
</context>
<context>
    <name>Error</name>
    <message>
        <location filename="../app/error.cpp" line="+16"/>
        <source>the request was not understood</source>
        <translation>Die Anfrage wurde nicht verstanden</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>this address does not take such requests</source>
        <translation>Diese Adresse nimmt solche Anfragen nicht an</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>the server waited too long for the request</source>
        <translation>Der Server hat zu lange auf die Anfrage gewartet</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>the request conflicts with the state of the server</source>
        <translation>Die Anfrage steht im Widerspruch zum Zustand des Servers</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>the server does not know this kind of request</source>
        <translation>Der Server kennt diese Art von Anfrage nicht</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>a gateway got no proper answer from the orchestrator</source>
        <translation>Ein Gateway hat vom Orchestrator keine gültige Antwort erhalten</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>the service is not available at the moment</source>
        <translation>Der Dienst ist zurzeit nicht verfügbar</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>a gateway waited too long for the orchestrator</source>
        <translation>Ein Gateway hat zu lange auf den Orchestrator gewartet</translation>
    </message>
    <message>
        <location line="-8"/>
        <source>the server had an internal error</source>
        <translation>der Server hat einen internen Fehler</translation>
    </message>
    <message>
        <location line="+13"/>
        <source>the server failed</source>
        <translation>der Server ist gescheitert</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>the server refused the request</source>
        <translation>der Server hat die Anfrage abgelehnt</translation>
    </message>
    <message>
        <location line="+84"/>
        <source>%1 can&apos;t be used: %2.</source>
        <translation>%1 kann nicht verwendet werden: %2.</translation>
    </message>
    <message>
        <location line="+6"/>
        <source>%1 is not valid JSON: %2.</source>
        <translation>%1 enthält kein gültiges JSON: %2.</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>The answer of %1 is not valid JSON: %2.</source>
        <translation>Die Antwort von %1 ist kein gültiges JSON: %2.</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>%1 holds no list of scheduled jobs: %2.</source>
        <translation>%1 enthält keine Liste geplanter Jobs: %2.</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>The answer of %1 holds no list of scheduled jobs: %2.</source>
        <translation>Die Antwort von %1 enthält keine Liste geplanter Jobs: %2.</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>The host name in %1 is not known to this machine.</source>
        <translation>Der Hostname in %1 ist auf diesem Rechner nicht bekannt.</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>%1 refuses the connection: nothing listens on that port.</source>
        <translation>%1 lehnt die Verbindung ab: An diesem Port nimmt kein Dienst Verbindungen an.</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>%1 did not answer in time.</source>
        <translation>%1 hat nicht rechtzeitig geantwortet.</translation>
    </message>
    <message>
        <location line="+13"/>
        <source>Reading from %1 was stopped.</source>
        <translation>Das Lesen von %1 wurde abgebrochen.</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>The connection to %1 broke before the answer was complete.</source>
        <translation>Die Verbindung zu %1 brach ab, bevor die Antwort vollständig war.</translation>
    </message>
    <message>
        <location line="-89"/>
        <source>No trusted connection to %1: %2.</source>
        <translation>Keine vertrauenswürdige Verbindung zu %1: %2.</translation>
    </message>
    <message>
        <location line="-19"/>
        <source>The certificate of %1 expired on %2.</source>
        <translation>Das Zertifikat von %1 ist am %2 abgelaufen.</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>The certificate of %1 is not valid before %2.</source>
        <translation>Das Zertifikat von %1 gilt erst ab %2.</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>%1 shows a certificate for another host: %2.</source>
        <translation>%1 zeigt ein Zertifikat für einen anderen Rechner: %2.</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>The certificate of %1 comes from an authority that is not trusted here: %2.</source>
        <translation>Das Zertifikat von %1 stammt von einer Zertifizierungsstelle, der hier nicht vertraut wird: %2.</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>%1 shows a certificate that it has signed itself.</source>
        <translation>%1 zeigt ein selbst signiertes Zertifikat.</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>%1 demands a client certificate.</source>
        <translation>%1 verlangt ein Client-Zertifikat.</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>%1 does not accept the client certificate: %2.</source>
        <translation>%1 akzeptiert das Client-Zertifikat nicht: %2.</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>%1 speaks only versions of TLS that are no longer safe.</source>
        <translation>%1 spricht nur TLS-Versionen, die nicht mehr sicher sind.</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>%1 does not speak TLS on this port.</source>
        <translation>%1 spricht auf diesem Port kein TLS.</translation>
    </message>
    <message>
        <location line="+10"/>
        <source>Have the certificate renewed on the server, and check the clock of this machine.</source>
        <translation>Lassen Sie das Zertifikat auf dem Server erneuern, und prüfen Sie die Uhr dieses Rechners.</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Check the clocks of this machine and of the one that issued the certificate.</source>
        <translation>Prüfen Sie die Uhren dieses Rechners und dessen, der das Zertifikat ausgestellt hat.</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Connect to a host that the certificate is for, or have one issued for this host.</source>
        <translation>Verbinden Sie sich mit einem Rechner, für den das Zertifikat gilt, oder lassen Sie eines für diesen ausstellen.</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>If your CA is a private one, copy its certificate from the server (/etc/puppetlabs/puppet/ssl/certs/ca.pem) and name the file with --ca-file or in the Connect dialog.</source>
        <translation>Wenn Ihre Zertifizierungsstelle eine private ist, kopieren Sie deren Zertifikat vom Server (/etc/puppetlabs/puppet/ssl/certs/ca.pem) und geben Sie die Datei mit --ca-file oder im Verbinden-Dialog an.</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>Compare the SHA-256 with that of the certificate on the server. Only if they are the same, name the certificate&apos;s file with --ca-file or in the Connect dialog.</source>
        <translation>Vergleichen Sie den SHA-256-Wert mit dem des Zertifikats auf dem Server. Nur wenn beide gleich sind, geben Sie die Zertifikatsdatei mit --ca-file oder im Verbinden-Dialog an.</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Ask whoever runs the server for a certificate and key that it accepts, and connect with them.</source>
        <translation>Bitten Sie den Betreiber des Servers um ein Zertifikat und einen Schlüssel, die der Server akzeptiert, und verbinden Sie sich damit.</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Have TLS 1.2 or later switched on in the server&apos;s settings.</source>
        <translation>Lassen Sie in den Einstellungen des Servers TLS 1.2 oder neuer einschalten.</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Check the port: the orchestrator&apos;s is 8143.</source>
        <translation>Prüfen Sie den Port: Der des Orchestrators ist 8143.</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Check the TLS settings of the server and what stands between it and this machine.</source>
        <translation>Prüfen Sie die TLS-Einstellungen des Servers und was zwischen ihm und diesem Rechner steht.</translation>
    </message>
    <message>
        <location line="+30"/>
        <source>%1 has changed since it was opened.</source>
        <comment>a file</comment>
        <translation>%1 wurde geändert, seit sie geöffnet wurde.</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>The record of deletions in %1 can&apos;t be written: %2.</source>
        <translation>Das Protokoll der Löschungen in %1 kann nicht geschrieben werden: %2.</translation>
    </message>
    <message>
        <location line="+15"/>
        <source>No complete answer from %1 within %2.</source>
        <translation>Keine vollständige Antwort von %1 innerhalb von %2.</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>No connection to %1 in time.</source>
        <translation>Keine rechtzeitige Verbindung zu %1.</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>No connection to %1 within %2.</source>
        <translation>Keine Verbindung zu %1 innerhalb von %2.</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>No connection to %1 through the proxy %3 within %2.</source>
        <translation>Keine Verbindung zu %1 über den Proxy %3 innerhalb von %2.</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>%1 can&apos;t be reached through the proxy %2: %3.</source>
        <translation>%1 ist über den Proxy %2 nicht erreichbar: %3.</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>The proxy %1 on the way to %2 demands a user name and password.</source>
        <translation>Der Proxy %1 auf dem Weg zu %2 verlangt Benutzername und Passwort.</translation>
    </message>
    <message>
        <location line="+16"/>
        <source>%1 redirects to another place: %2.</source>
        <translation>%1 leitet auf eine andere Adresse um: %2.</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>%1 redirects from one address to the next without end, at last to %2.</source>
        <translation>%1 leitet endlos von einer Adresse zur nächsten um, zuletzt auf %2.</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>The answer of %1 is too large: %2.</source>
        <translation>Die Antwort von %1 ist zu groß: %2.</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>%1 does not accept the token (HTTP status %2).</source>
        <translation>%1 akzeptiert das Token nicht (HTTP-Status %2).</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>%1 asks for a token (HTTP status %2).</source>
        <translation>%1 verlangt ein Token (HTTP-Status %2).</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>%1 does not permit this (HTTP status 403).</source>
        <translation>%1 erlaubt dies nicht (HTTP-Status 403).</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>%1 has nothing at this address (HTTP status 404).</source>
        <translation>%1 stellt unter dieser Adresse nichts bereit (HTTP-Status 404).</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>%1 asks for fewer requests (HTTP status 429).</source>
        <translation>%1 bittet um weniger Anfragen (HTTP-Status 429).</translation>
    </message>
    <message>
        <location line="+7"/>
        <source>%1 could not be reached: %2.</source>
        <translation>%1 ist nicht erreichbar: %2.</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>%1 answered with HTTP status %2.</source>
        <translation>%1 hat mit HTTP-Status %2 geantwortet.</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>%1 answered with HTTP status %2: %3.</source>
        <translation>%1 hat mit HTTP-Status %2 geantwortet: %3.</translation>
    </message>
    <message>
        <location line="+7"/>
        <source>Check that the file exists and that you may use it, or choose another one.</source>
        <translation>Prüfen Sie, ob die Datei vorhanden und der Zugriff erlaubt ist, oder wählen Sie eine andere.</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Correct it, then try again.</source>
        <translation>Berichtigen Sie das, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Make room on the disk, or see to it that you may write there: nothing is deleted without this record.</source>
        <translation>Schaffen Sie Platz auf dem Datenträger, oder sorgen Sie dafür, dass Sie dort schreiben dürfen: Ohne dieses Protokoll wird nichts gelöscht.</translation>
    </message>
    <message>
        <location line="+5"/>
        <source>Check that it was saved completely and unchanged.</source>
        <translation>Prüfen Sie, ob die Antwort vollständig und unverändert gespeichert wurde.</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>Choose an answer of the orchestrator&apos;s scheduled_jobs endpoint.</source>
        <translation>Wählen Sie eine Antwort des Endpunkts scheduled_jobs des Orchestrators.</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Check the spelling of the server&apos;s name, and the network or VPN.</source>
        <translation>Prüfen Sie die Schreibweise des Servernamens sowie Netzwerk oder VPN.</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Check the port (the orchestrator&apos;s is 8143) and that the service is running.</source>
        <translation>Prüfen Sie den Port (der Orchestrator verwendet 8143) und ob der Dienst läuft.</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Check the network and the load of the server, then try again.</source>
        <translation>Prüfen Sie das Netzwerk und die Auslastung des Servers und versuchen Sie es dann erneut.</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Check the address and the port, the VPN, and the firewalls in between.</source>
        <translation>Prüfen Sie Adresse und Port, das VPN und die Firewalls dazwischen.</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Check the proxy (https_proxy or the desktop&apos;s settings), or exempt the server with no_proxy.</source>
        <translation>Prüfen Sie den Proxy (https_proxy oder die Einstellungen des Desktops), oder nehmen Sie den Server mit no_proxy aus.</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Put them into https_proxy, as in http://user:password@host:port, or exempt the server with no_proxy.</source>
        <translation>Tragen Sie beides in https_proxy ein, etwa http://benutzer:passwort@rechner:port, oder nehmen Sie den Server mit no_proxy aus.</translation>
    </message>
    <message>
        <location line="+5"/>
        <source>Refresh to read it again.</source>
        <translation>Mit „Aktualisieren“ wird erneut gelesen.</translation>
    </message>
    <message>
        <location line="+12"/>
        <source>Connect to the orchestrator&apos;s own address; your token is sent nowhere else.</source>
        <translation>Verbinden Sie sich mit der Adresse des Orchestrators selbst; das Token wird an keine andere gesendet.</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Check the address, and what stands in front of the orchestrator.</source>
        <translation>Prüfen Sie die Adresse und was vor dem Orchestrator steht.</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Check that the address is that of the orchestrator.</source>
        <translation>Prüfen Sie, ob die Adresse die des Orchestrators ist.</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Get a new token with &quot;puppet-access login&quot; and connect with its token file.</source>
        <translation>Holen Sie mit „puppet-access login“ ein neues Token und verbinden Sie sich mit dessen Token-Datei.</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Sign in, paste a token, or get one with &quot;puppet-access login&quot;.</source>
        <translation>Melden Sie sich an, fügen Sie ein Token ein, oder holen Sie eines mit „puppet-access login“.</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Ask an administrator of Puppet Enterprise for the permission.</source>
        <translation>Die Berechtigung erteilt ein Administrator von Puppet Enterprise.</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Check the URL: scheme, host and port, with or without /orchestrator/v1.</source>
        <translation>Prüfen Sie die URL: Schema, Host und Port, mit oder ohne /orchestrator/v1.</translation>
    </message>
    <message numerus="yes">
        <location line="+3"/>
        <location line="+6"/>
        <source>Try again in %n second(s).</source>
        <translation>
            <numerusform>Versuchen Sie es in %n Sekunde erneut.</numerusform>
            <numerusform>Versuchen Sie es in %n Sekunden erneut.</numerusform>
        </translation>
    </message>
    <message>
        <location line="-5"/>
        <source>Wait a little, then try again.</source>
        <translation>Warten Sie ein wenig und versuchen Sie es dann erneut.</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Refresh the list and try again; if it happens again, the server&apos;s words tell why.</source>
        <translation>Aktualisieren Sie die Liste und versuchen Sie es erneut; tritt der Fehler wieder auf, nennt die Meldung des Servers den Grund.</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>Try again later; the orchestrator&apos;s log on the server tells more.</source>
        <translation>Versuchen Sie es später erneut; das Protokoll des Orchestrators auf dem Server enthält Näheres.</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>Check that the address is that of the orchestrator, then try again.</source>
        <translation>Prüfen Sie, ob die Adresse die des Orchestrators ist, und versuchen Sie es dann erneut.</translation>
    </message>
    <message>
        <location line="+20"/>
        <source>The server says: %1</source>
        <translation>Der Server meldet: %1</translation>
    </message>
</context>
<context>
    <name>ExportAction</name>
    <message>
        <location filename="../ui/exportaction.cpp" line="+61"/>
        <source>Writes jobs to a file: a table, a saved response, a calendar.</source>
        <translation>Schreibt Jobs in eine Datei: als Tabelle, als gespeicherte Antwort oder als Kalender.</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>There are no jobs to export.</source>
        <translation>Es gibt keine Jobs zu exportieren.</translation>
    </message>
    <message>
        <location line="+19"/>
        <source>%1 (%2)</source>
        <comment>which jobs, how many</comment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>Selec&amp;ted</source>
        <translation>A&amp;usgewählte</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>no job is selected</source>
        <translation>kein Job ist ausgewählt</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>S&amp;hown</source>
        <translation>An&amp;gezeigte</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>%1, once all are here</source>
        <translation>%1, sobald alle da sind</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>no job is shown</source>
        <translation>kein Job wird angezeigt</translation>
    </message>
    <message>
        <location line="+6"/>
        <source>&amp;All of the type %1</source>
        <comment>task, plan or deploy</comment>
        <translation>A&amp;lle vom Typ %1</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>&amp;All</source>
        <translation>A&amp;lle</translation>
    </message>
    <message>
        <location line="+15"/>
        <source>jobs that were deleted run no more</source>
        <translation>gelöschte Jobs laufen nicht mehr</translation>
    </message>
    <message>
        <location line="+21"/>
        <source>CSV files (*.csv)</source>
        <translation>CSV-Dateien (*.csv)</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>JSON files (*.json)</source>
        <translation>JSON-Dateien (*.json)</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>iCalendar files (*.ics)</source>
        <translation>iCalendar-Dateien (*.ics)</translation>
    </message>
    <message>
        <location line="+5"/>
        <source>Export To</source>
        <translation>Exportieren nach</translation>
    </message>
    <message numerus="yes">
        <location line="+25"/>
        <source>Exported %Ln run(s) to %1.</source>
        <translation>
            <numerusform>%Ln Lauf nach %1 exportiert.</numerusform>
            <numerusform>%Ln Läufe nach %1 exportiert.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+1"/>
        <source>Exported %Ln job(s) to %1.</source>
        <translation>
            <numerusform>%Ln Job nach %1 exportiert.</numerusform>
            <numerusform>%Ln Jobs nach %1 exportiert.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <location filename="../ui/exportdialog.cpp" line="+35"/>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <location line="+7"/>
        <source>&amp;Export…</source>
        <translation>&amp;Exportieren …</translation>
    </message>
    <message>
        <location line="+19"/>
        <source>Jobs</source>
        <translation>Jobs</translation>
    </message>
    <message>
        <location line="+8"/>
        <location line="+30"/>
        <source>%1: %2</source>
        <comment>what can&apos;t be chosen, why not</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <location line="-17"/>
        <source>As</source>
        <translation>Als</translation>
    </message>
    <message>
        <location line="+9"/>
        <source>CS&amp;V: a table, times in UTC</source>
        <translation>CS&amp;V: eine Tabelle, Zeiten in UTC</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>&amp;JSON: a saved response, which can be opened again</source>
        <translation>&amp;JSON: eine gespeicherte Antwort, die sich wieder öffnen lässt</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>&amp;iCalendar: coming runs, an event for each</source>
        <translation>&amp;iCalendar: kommende Läufe, ein Termin für jeden</translation>
    </message>
    <message>
        <location line="+15"/>
        <source>The next 24 hours</source>
        <translation>Die nächsten 24 Stunden</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>The next 7 days</source>
        <translation>Die nächsten 7 Tage</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>The next 4 weeks</source>
        <translation>Die nächsten 4 Wochen</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Until the end of a day</source>
        <translation>Bis zum Ende eines Tages</translation>
    </message>
    <message>
        <location line="+19"/>
        <source>%1, now</source>
        <comment>a moment</comment>
        <translation>%1, jetzt</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>%1, as of the file</source>
        <comment>a moment</comment>
        <translation>%1, Stand der Datei</translation>
    </message>
    <message>
        <location line="+7"/>
        <source>From:</source>
        <translation>Von:</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>&amp;Span:</source>
        <translation>&amp;Zeit:</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>&amp;Last day:</source>
        <translation>Letzter &amp;Tag:</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Events:</source>
        <translation>Termine:</translation>
    </message>
    <message>
        <location line="+36"/>
        <source>Counted once the rest of the list is here.</source>
        <translation>Wird gezählt, sobald der Rest der Liste da ist.</translation>
    </message>
    <message>
        <location line="+16"/>
        <source>Counting …</source>
        <translation>Zählen …</translation>
    </message>
    <message>
        <location line="+10"/>
        <source>None: these jobs do not run in that span.</source>
        <translation>Keine: Diese Jobs laufen in der Zeit nicht.</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <location filename="../ui/filterbar.cpp" line="+22"/>
        <source>&amp;Attention:</source>
        <translation>&amp;Auffällig:</translation>
    </message>
    <message>
        <location line="+6"/>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>All types</source>
        <translation>Alle Typen</translation>
    </message>
    <message>
        <location line="+5"/>
        <source>Search</source>
        <translation>Suche</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Name, task, node, owner, description …</source>
        <translation>Name, Task, Node, Besitzer, Beschreibung …</translation>
    </message>
    <message>
        <location line="+5"/>
        <source>&amp;Type:</source>
        <translation>&amp;Typ:</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>&amp;Search:</source>
        <translation>&amp;Suche:</translation>
    </message>
</context>
<context>
    <name>HttpError</name>
    <message>
        <location filename="../app/source/httperror.cpp" line="+89"/>
        <source>%1 s</source>
        <comment>seconds</comment>
        <translation>%1 s</translation>
    </message>
    <message>
        <location line="+39"/>
        <source>it does not say why</source>
        <translation>er sagt nicht, warum</translation>
    </message>
    <message>
        <location line="-16"/>
        <source>it sent a web page instead of an answer of the orchestrator</source>
        <translation>Statt einer Antwort des Orchestrators kam eine Webseite</translation>
    </message>
    <message>
        <location line="+46"/>
        <source>it sent an empty answer</source>
        <translation>die Antwort ist leer</translation>
    </message>
    <message numerus="yes">
        <location line="+17"/>
        <source>more than %n MiB</source>
        <translation>
            <numerusform>mehr als %n MiB</numerusform>
            <numerusform>mehr als %n MiB</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ICalendar</name>
    <message>
        <location filename="../app/export/icalendar.cpp" line="+60"/>
        <source>Job %1</source>
        <translation>Job %1</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Owner: %1</source>
        <translation>Besitzer: %1</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Repeats: %1</source>
        <comment>every 7 days</comment>
        <translation>Wiederholt: %1</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Noop: it changes nothing</source>
        <translation>Noop: ändert nichts</translation>
    </message>
    <message>
        <location line="+98"/>
        <location line="+16"/>
        <source>it was stopped</source>
        <translation>es wurde abgebrochen</translation>
    </message>
</context>
<context>
    <name>JobClipboard</name>
    <message numerus="yes">
        <location filename="../ui/jobclipboard.cpp" line="+58"/>
        <source>%Ln jobs are too many to copy. Save them to a file instead.</source>
        <translation>
            <numerusform>%Ln Job ist zu viel zum Kopieren. Speichern Sie ihn stattdessen in eine Datei.</numerusform>
            <numerusform>%Ln Jobs sind zu viele zum Kopieren. Speichern Sie sie stattdessen in eine Datei.</numerusform>
        </translation>
    </message>
    <message>
        <location line="+19"/>
        <source>Nothing was copied. %1</source>
        <translation>Nichts wurde kopiert. %1</translation>
    </message>
</context>
<context>
    <name>JobCsv</name>
    <message>
        <location filename="../app/export/jobcsv.cpp" line="+308"/>
        <source>it was stopped</source>
        <translation>es wurde abgebrochen</translation>
    </message>
</context>
<context>
    <name>JobDetails</name>
    <message>
        <location filename="../ui/jobdetails.cpp" line="+31"/>
        <source>warning</source>
        <translation>Warnung</translation>
    </message>
    <message numerus="yes">
        <location line="+10"/>
        <source>… (%Ln character(s) in all; the record has them)</source>
        <translation>
            <numerusform>… (insgesamt %Ln Zeichen; der Datensatz enthält es)</numerusform>
            <numerusform>… (insgesamt %Ln Zeichen; der Datensatz enthält sie)</numerusform>
        </translation>
    </message>
    <message>
        <location line="+42"/>
        <source>Job details</source>
        <translation>Jobdetails</translation>
    </message>
    <message>
        <location line="+14"/>
        <source>Selected jobs</source>
        <translation>Ausgewählte Jobs</translation>
    </message>
    <message>
        <location line="+5"/>
        <source>Field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Job fields</source>
        <translation>Jobfelder</translation>
    </message>
    <message>
        <location line="+16"/>
        <source>Fields</source>
        <translation>Felder</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Nodes</source>
        <translation>Nodes</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Record</source>
        <translation>Datensatz</translation>
    </message>
    <message>
        <location line="+38"/>
        <source>No job selected</source>
        <translation>Kein Job ausgewählt</translation>
    </message>
    <message>
        <location line="+7"/>
        <source>A job without a name</source>
        <translation>Ein Job ohne Namen</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Job %1</source>
        <comment>its name</comment>
        <translation>Job %1</translation>
    </message>
    <message numerus="yes">
        <location line="+9"/>
        <source>%Ln jobs selected</source>
        <translation>
            <numerusform>%Ln Job ausgewählt</numerusform>
            <numerusform>%Ln Jobs ausgewählt</numerusform>
        </translation>
    </message>
    <message>
        <location line="+49"/>
        <source>Nodes (%L1)</source>
        <translation>Nodes (%L1)</translation>
    </message>
</context>
<context>
    <name>JobFields</name>
    <message>
        <location filename="../app/comparison/recorddifference.cpp" line="+346"/>
        <location filename="../ui/fieldtexts.cpp" line="+38"/>
        <source>not sent</source>
        <translation>nicht gesendet</translation>
    </message>
    <message>
        <location line="+2"/>
        <location filename="../ui/fieldtexts.cpp" line="+2"/>
        <source>null</source>
        <translation>null</translation>
    </message>
    <message>
        <location filename="../ui/fieldtexts.cpp" line="+2"/>
        <source>%1 (unexpected type)</source>
        <translation>%1 (unerwarteter Datentyp)</translation>
    </message>
    <message>
        <location filename="../app/comparison/recorddifference.cpp" line="+2"/>
        <location filename="../ui/fieldtexts.cpp" line="+6"/>
        <source>empty</source>
        <translation>leer</translation>
    </message>
    <message>
        <location filename="../ui/fieldtexts.cpp" line="+13"/>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <location line="-34"/>
        <source>%1 (no point in time)</source>
        <translation>%1 (kein Zeitpunkt)</translation>
    </message>
    <message>
        <location filename="../ui/comparefieldsmodel.cpp" line="-93"/>
        <location filename="../ui/fieldtexts.cpp" line="+1"/>
        <source>%1 %2 — sent as %3</source>
        <comment>date and time, time zone, text as sent</comment>
        <translation>%1 %2 – gesendet als %3</translation>
    </message>
    <message>
        <location filename="../ui/jobfields.cpp" line="+27"/>
        <source>Job</source>
        <translation>Job</translation>
    </message>
    <message>
        <location filename="../app/comparison/comparedfield.cpp" line="-105"/>
        <location filename="../ui/jobfields.cpp" line="+1"/>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <location line="+2"/>
        <location filename="../ui/jobfields.cpp" line="+0"/>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <location line="+1"/>
        <location filename="../ui/jobfields.cpp" line="+1"/>
        <source>Task</source>
        <translation>Task</translation>
    </message>
    <message>
        <location line="+1"/>
        <location filename="../ui/jobfields.cpp" line="+0"/>
        <source>Plan</source>
        <translation>Plan</translation>
    </message>
    <message>
        <location line="+2"/>
        <location filename="../ui/jobfields.cpp" line="+1"/>
        <source>Environment</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <location line="+2"/>
        <location filename="../ui/jobfields.cpp" line="+1"/>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <location line="+1"/>
        <location line="+1"/>
        <location filename="../ui/jobfields.cpp" line="+1"/>
        <source>Noop</source>
        <translation>Noop</translation>
    </message>
    <message>
        <location line="-9"/>
        <location filename="../ui/jobfields.cpp" line="+0"/>
        <source>URL</source>
        <translation>URL</translation>
    </message>
    <message>
        <location line="+6"/>
        <location filename="../ui/jobfields.cpp" line="+6"/>
        <source>Environment (misspelt key)</source>
        <translation>Umgebung (Schlüssel falsch geschrieben)</translation>
    </message>
    <message>
        <location line="+15"/>
        <location line="+1"/>
        <location filename="../ui/jobfields.cpp" line="+28"/>
        <source>Next run</source>
        <translation>Nächster Lauf</translation>
    </message>
    <message>
        <location filename="../ui/jobfields.cpp" line="+0"/>
        <source>Schedule</source>
        <translation>Zeitplan</translation>
    </message>
    <message>
        <location filename="../app/comparison/comparedfield.cpp" line="-5"/>
        <location line="+1"/>
        <location filename="../ui/jobfields.cpp" line="+7"/>
        <source>Scheduled for</source>
        <translation>Geplant für</translation>
    </message>
    <message>
        <location filename="../ui/jobfields.cpp" line="-3"/>
        <source>Due</source>
        <translation>Fällig</translation>
    </message>
    <message>
        <location filename="../app/comparison/comparedfield.cpp" line="-8"/>
        <location filename="../ui/jobfields.cpp" line="-26"/>
        <source>Enabled</source>
        <translation>Aktiviert</translation>
    </message>
    <message>
        <location filename="../ui/jobfields.cpp" line="+15"/>
        <source>Coming runs</source>
        <translation>Kommende Läufe</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Clock change</source>
        <translation>Zeitumstellung</translation>
    </message>
    <message>
        <location line="+17"/>
        <source>%1 (%L2 s)</source>
        <comment>interval, in seconds</comment>
        <translation>%1 (%L2 s)</translation>
    </message>
    <message>
        <location filename="../app/comparison/comparedfield.cpp" line="+9"/>
        <location line="+1"/>
        <location filename="../ui/jobfields.cpp" line="+2"/>
        <source>Repeats</source>
        <translation>Wiederholung</translation>
    </message>
    <message>
        <location filename="../ui/jobfields.cpp" line="+15"/>
        <source>Targets</source>
        <translation>Ziele</translation>
    </message>
    <message>
        <location filename="../app/comparison/comparedfield.cpp" line="-9"/>
        <location line="+1"/>
        <location filename="../ui/jobfields.cpp" line="+2"/>
        <source>Scope</source>
        <translation>Geltungsbereich</translation>
    </message>
    <message>
        <location filename="../ui/jobfields.cpp" line="+8"/>
        <source>Query</source>
        <translation>Abfrage</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Node group</source>
        <translation>Node-Gruppe</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Application</source>
        <translation>Anwendung</translation>
    </message>
    <message>
        <location line="+5"/>
        <source>As sent</source>
        <translation>Wie gesendet</translation>
    </message>
    <message>
        <location filename="../app/comparison/comparedfield.cpp" line="+16"/>
        <location filename="../ui/jobfields.cpp" line="+10"/>
        <location line="+2"/>
        <source>Owner</source>
        <translation>Besitzer</translation>
    </message>
    <message>
        <location line="+1"/>
        <location filename="../ui/jobfields.cpp" line="+7"/>
        <source>Login</source>
        <translation>Anmeldename</translation>
    </message>
    <message>
        <location line="+1"/>
        <location filename="../ui/jobfields.cpp" line="+1"/>
        <source>Display name</source>
        <translation>Anzeigename</translation>
    </message>
    <message>
        <location line="+1"/>
        <location filename="../ui/jobfields.cpp" line="+1"/>
        <source>E-mail</source>
        <translation>E-Mail</translation>
    </message>
    <message>
        <location line="+1"/>
        <location filename="../ui/jobfields.cpp" line="+1"/>
        <source>User ID</source>
        <translation>Benutzer-ID</translation>
    </message>
    <message>
        <location line="+1"/>
        <location filename="../ui/jobfields.cpp" line="+1"/>
        <source>Revoked</source>
        <translation>Gesperrt</translation>
    </message>
    <message>
        <location line="+1"/>
        <location filename="../ui/jobfields.cpp" line="+1"/>
        <source>Last login</source>
        <translation>Letzte Anmeldung</translation>
    </message>
    <message>
        <location line="+1"/>
        <location filename="../ui/jobfields.cpp" line="+1"/>
        <source>Remote user</source>
        <translation>Externer Benutzer</translation>
    </message>
    <message>
        <location line="+1"/>
        <location filename="../ui/jobfields.cpp" line="+1"/>
        <source>Group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <location line="+1"/>
        <location filename="../ui/jobfields.cpp" line="+1"/>
        <source>Superuser</source>
        <translation>Superuser</translation>
    </message>
    <message>
        <location line="+1"/>
        <location filename="../ui/jobfields.cpp" line="+1"/>
        <source>Role IDs</source>
        <translation>Rollen-IDs</translation>
    </message>
    <message>
        <location line="+1"/>
        <location filename="../ui/jobfields.cpp" line="+1"/>
        <source>Inherited role IDs</source>
        <translation>Geerbte Rollen-IDs</translation>
    </message>
    <message>
        <location line="+1"/>
        <location filename="../ui/jobfields.cpp" line="+1"/>
        <source>Group IDs</source>
        <translation>Gruppen-IDs</translation>
    </message>
    <message>
        <location line="-17"/>
        <location line="+1"/>
        <location filename="../ui/jobfields.cpp" line="+18"/>
        <location line="+3"/>
        <source>Last run</source>
        <translation>Letzter Lauf</translation>
    </message>
    <message>
        <location filename="../ui/jobfields.cpp" line="+2"/>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <location line="+5"/>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <location filename="../app/comparison/comparedfield.cpp" line="+1"/>
        <location filename="../ui/jobfields.cpp" line="+6"/>
        <source>Run as job</source>
        <translation>Gelaufen als Job</translation>
    </message>
    <message>
        <location line="+1"/>
        <location filename="../ui/jobfields.cpp" line="+1"/>
        <source>URL of the run</source>
        <translation>URL des Laufs</translation>
    </message>
    <message>
        <location line="+1"/>
        <location filename="../ui/jobfields.cpp" line="+2"/>
        <source>Not started</source>
        <translation>Nicht gestartet</translation>
    </message>
    <message>
        <location filename="../ui/jobfields.cpp" line="+2"/>
        <source>Kind of error</source>
        <translation>Art des Fehlers</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <location filename="../app/comparison/comparedfield.cpp" line="-14"/>
        <location filename="../ui/jobfields.cpp" line="+15"/>
        <source>Parameters</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <location filename="../ui/jobfields.cpp" line="+4"/>
        <source>sensitive: the server does not tell it</source>
        <translation>vertraulich: der Server gibt den Wert nicht heraus</translation>
    </message>
    <message>
        <location filename="../app/comparison/comparedfield.cpp" line="+28"/>
        <location filename="../ui/jobfields.cpp" line="+4"/>
        <source>User data</source>
        <translation>Benutzerdaten</translation>
    </message>
    <message>
        <location filename="../ui/jobfields.cpp" line="+39"/>
        <source>Job options</source>
        <translation>Joboptionen</translation>
    </message>
    <message>
        <location filename="../app/comparison/comparedfield.cpp" line="-26"/>
        <location line="+1"/>
        <location filename="../ui/jobfields.cpp" line="-52"/>
        <location line="+52"/>
        <source>Options</source>
        <translation>Optionen</translation>
    </message>
    <message>
        <location line="+69"/>
        <location filename="../ui/jobfields.cpp" line="-24"/>
        <source>Other keys</source>
        <translation>Weitere Schlüssel</translation>
    </message>
    <message>
        <location filename="../ui/jobfields.cpp" line="+35"/>
        <source>The URL of this job ends in %1, which is another job. Callboard goes by the name, %2.</source>
        <translation>Die URL dieses Jobs endet auf %1, gehört also zu einem anderen Job. Callboard richtet sich nach dem Namen, %2.</translation>
    </message>
    <message>
        <location line="+5"/>
        <source>The name of this record is no text, so it can&apos;t be told which job it is.</source>
        <translation>Der Name dieses Datensatzes ist kein Text; deshalb lässt sich nicht sagen, um welchen Job es sich handelt.</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>This record has no name, so it can&apos;t be told which job it is.</source>
        <translation>Dieser Datensatz hat keinen Namen; deshalb lässt sich nicht sagen, um welchen Job es sich handelt.</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>The owner&apos;s account is revoked.</source>
        <translation>Das Konto des Besitzers ist gesperrt.</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>This job is disabled: it never runs again.</source>
        <translation>Dieser Job ist deaktiviert: Er läuft nie wieder.</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>The last run could not be started: %1</source>
        <translation>Der letzte Lauf konnte nicht gestartet werden: %1</translation>
    </message>
    <message>
        <location line="+12"/>
        <source>A job without a name</source>
        <translation>Ein Job ohne Namen</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>A job without a name, &apos;%1&apos;</source>
        <comment>description</comment>
        <translation>Ein Job ohne Namen, „%1“</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Job %1</source>
        <translation>Job %1</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Job %1 &apos;%2&apos;</source>
        <comment>name, description</comment>
        <translation>Job %1 „%2“</translation>
    </message>
</context>
<context>
    <name>JobModel</name>
    <message>
        <location filename="../app/model/jobmodel.cpp" line="+848"/>
        <source>Jobs moved, came or went while the list was read.</source>
        <translation>Während die Liste gelesen wurde, haben sich Jobs verschoben, kamen hinzu oder fielen weg.</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>The server says that there are %L1 jobs, but sent %L2.</source>
        <translation>Laut Server gibt es %L1 Jobs, gesendet hat er aber %L2.</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>The server sent fewer jobs than it said.</source>
        <translation>Der Server hat weniger Jobs gesendet als angegeben.</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>The server does not say how many jobs there are; the first %L1 were read.</source>
        <translation>Der Server gibt nicht an, wie viele Jobs es gibt; die ersten %L1 wurden gelesen.</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>The server does not sort or filter as it was asked to; what is not loaded may belong elsewhere.</source>
        <translation>Der Server sortiert oder filtert nicht wie angefordert; was nicht geladen ist, gehört möglicherweise an eine andere Stelle.</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>The server says that there are %L1 jobs; only the first %L2 are shown.</source>
        <translation>Laut Server gibt es %L1 Jobs; nur die ersten %L2 werden angezeigt.</translation>
    </message>
</context>
<context>
    <name>JobPresentation</name>
    <message>
        <location filename="../ui/jobpresentation.cpp" line="+136"/>
        <source>Loading …</source>
        <translation>Wird geladen …</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Not loaded</source>
        <translation>Nicht geladen</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Not sent</source>
        <translation>Nicht gesendet</translation>
    </message>
    <message>
        <location line="-87"/>
        <source>%1 (%2)</source>
        <comment>absolute time (relative time)</comment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <location line="+85"/>
        <source>%1: not loaded</source>
        <comment>name of a job whose record can&apos;t be read</comment>
        <translation>%1: nicht geladen</translation>
    </message>
    <message>
        <location line="+37"/>
        <source>%1 (revoked)</source>
        <comment>the owner&apos;s account is revoked</comment>
        <translation>%1 (gesperrt)</translation>
    </message>
    <message>
        <location line="+24"/>
        <source>none</source>
        <comment>spoken for an empty cell</comment>
        <translation>keine Angabe</translation>
    </message>
    <message>
        <location line="+66"/>
        <source>Times: %1</source>
        <comment>the time zone</comment>
        <translation>Zeiten: %1</translation>
    </message>
</context>
<context>
    <name>JobSource</name>
    <message>
        <location filename="../app/source/jobsource.cpp" line="+7"/>
        <source>This is no server: nothing can be scheduled here.</source>
        <translation>Dies ist kein Server: Hier kann nichts geplant werden.</translation>
    </message>
</context>
<context>
    <name>JobTable</name>
    <message>
        <location filename="../ui/jobtable.cpp" line="+74"/>
        <source>Scheduled jobs</source>
        <translation>Geplante Jobs</translation>
    </message>
    <message>
        <location line="+324"/>
        <source>%1 (not told here)</source>
        <comment>column that this server or file has nothing for</comment>
        <translation>%1 (hier ohne Angaben)</translation>
    </message>
    <message>
        <location line="+6"/>
        <source>Reset Columns</source>
        <translation>Spalten zurücksetzen</translation>
    </message>
    <message>
        <location line="+24"/>
        <source>&amp;Ascending</source>
        <translation>&amp;Aufsteigend</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>&amp;Descending</source>
        <translation>A&amp;bsteigend</translation>
    </message>
</context>
<context>
    <name>JobText</name>
    <message>
        <location filename="../app/twin/jobtext.cpp" line="+52"/>
        <source>%1 (UTC)</source>
        <comment>title of a column with times</comment>
        <translation>%1 (UTC)</translation>
    </message>
    <message>
        <location line="+10"/>
        <source>%1 not started</source>
        <comment>a time</comment>
        <translation>%1 nicht gestartet</translation>
    </message>
</context>
<context>
    <name>Journal</name>
    <message>
        <location filename="../app/journal/journalreader.cpp" line="+122"/>
        <source>it is not complete, or no JSON (%1)</source>
        <translation>Die Zeile ist unvollständig oder kein JSON (%1)</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>it is no JSON object</source>
        <translation>Die Zeile ist kein JSON-Objekt</translation>
    </message>
    <message>
        <location line="+14"/>
        <source>it was written by a later version of Callboard, or by something else</source>
        <translation>Die Zeile stammt von einer neueren Version von Callboard oder von etwas anderem</translation>
    </message>
    <message>
        <location line="+11"/>
        <location line="+58"/>
        <source>it tells something that this version of Callboard does not know</source>
        <translation>Die Zeile enthält etwas, das diese Version von Callboard nicht kennt</translation>
    </message>
    <message>
        <location line="-43"/>
        <source>it lacks something that every deletion has</source>
        <translation>Der Zeile fehlt etwas, das zu jeder Löschung gehört</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>it tells of a deletion that was told of before</source>
        <translation>Die Zeile nennt eine Löschung, die schon zuvor genannt wurde</translation>
    </message>
    <message>
        <location line="+38"/>
        <source>it tells of a deletion of which there is no record</source>
        <translation>Die Zeile betrifft eine Löschung, von der es keine Aufzeichnung gibt</translation>
    </message>
    <message>
        <location line="+13"/>
        <source>%1, line %L2: %3.</source>
        <comment>file, number, reason</comment>
        <translation>%1, Zeile %L2: %3.</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>%1: %2.</source>
        <comment>file, reason</comment>
        <translation>%1: %2.</translation>
    </message>
    <message>
        <location line="+34"/>
        <source>it can&apos;t be read</source>
        <translation>Der Ordner ist nicht lesbar</translation>
    </message>
    <message>
        <location filename="../app/journal/monthfile.cpp" line="+104"/>
        <source>something replaces it all the time</source>
        <translation>Die Datei wird ständig ersetzt</translation>
    </message>
    <message>
        <location line="+18"/>
        <source>it is no regular file</source>
        <translation>Das ist keine reguläre Datei</translation>
    </message>
    <message>
        <location filename="../app/journal/retention.cpp" line="+35"/>
        <source>something was written to it meanwhile</source>
        <translation>Inzwischen wurde etwas hineingeschrieben</translation>
    </message>
</context>
<context>
    <name>JournalSource</name>
    <message>
        <location filename="../app/journal/journalsource.cpp" line="+42"/>
        <source>Deleted Jobs</source>
        <translation>Gelöschte Jobs</translation>
    </message>
    <message>
        <location line="+5"/>
        <source>This is the record of a deletion.</source>
        <translation>Dies ist die Aufzeichnung einer Löschung.</translation>
    </message>
</context>
<context>
    <name>JournalTexts</name>
    <message>
        <location filename="../ui/journaltexts.cpp" line="+22"/>
        <source>The job is disabled for good: the server no longer lists it.</source>
        <translation>Der Job ist endgültig deaktiviert: Der Server führt ihn nicht mehr auf.</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>The job is gone: the server no longer lists it.</source>
        <translation>Der Job ist nicht mehr vorhanden: Der Server führt ihn nicht mehr auf.</translation>
    </message>
    <message>
        <location line="+5"/>
        <source>%1 %2</source>
        <comment>date and time, time zone</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <location line="+8"/>
        <source>no answer was written down</source>
        <translation>es wurde keine aufgezeichnet</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>HTTP status %1</source>
        <translation>HTTP-Status %1</translation>
    </message>
    <message>
        <location line="+7"/>
        <source>none came</source>
        <translation>es kam keine</translation>
    </message>
    <message>
        <location line="+14"/>
        <source>It is not known yet how this ended.</source>
        <translation>Es ist noch nicht bekannt, wie dies ausging.</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>It was taken back; nothing was sent.</source>
        <translation>Sie wurde zurückgenommen; es wurde nichts gesendet.</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>It was taken back, because a run of the job came while it was on hold; nothing was sent.</source>
        <translation>Sie wurde zurückgenommen, weil ein Lauf des Jobs dazwischenkam, während sie angehalten war; es wurde nichts gesendet.</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>It was stopped before its turn came; nothing was sent.</source>
        <translation>Sie wurde abgebrochen, bevor sie an der Reihe war; es wurde nichts gesendet.</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>The job was gone already: the server did not know it any more.</source>
        <translation>Der Job war bereits nicht mehr vorhanden: Der Server kannte ihn nicht mehr.</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>The server answered that the job was disabled, but still lists it.</source>
        <translation>Der Server hat die Deaktivierung des Jobs zwar bestätigt, führt ihn aber weiterhin auf.</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>The server answered that the job was deleted, but still lists it.</source>
        <translation>Der Server hat die Löschung des Jobs zwar bestätigt, führt ihn aber weiterhin auf.</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>No clear answer came, and the server still lists the job.</source>
        <translation>Es kam keine klare Antwort, und der Server führt den Job weiterhin auf.</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>The server did not permit it; the job is still there.</source>
        <translation>Der Server hat es nicht erlaubt; der Job ist noch da.</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>The server no longer accepted the token; the job is still there.</source>
        <translation>Der Server hat das Token nicht mehr akzeptiert; der Job ist noch da.</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>The server refused it; the job is still there.</source>
        <translation>Der Server hat es abgelehnt; der Job ist noch da.</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>It is not known: the request was sent, but the list could not be read since.</source>
        <translation>Es ist nicht bekannt: Die Anfrage wurde gesendet, aber die Liste konnte seitdem nicht gelesen werden.</translation>
    </message>
    <message>
        <location line="+8"/>
        <source>Deletion</source>
        <translation>Löschung</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>Asked for</source>
        <translation>Angefordert</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>%1 (%2)</source>
        <comment>server, its address</comment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>By</source>
        <translation>Von</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>not known</source>
        <translation>nicht bekannt</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Request</source>
        <translation>Anfrage</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>disable the job, as this server deletes none</source>
        <translation>den Job deaktivieren, da dieser Server keine löscht</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>delete the job</source>
        <translation>den Job löschen</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Outcome</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Found out</source>
        <translation>Festgestellt</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Why not known</source>
        <translation>Warum nicht bekannt</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Scheduled again</source>
        <translation>Erneut geplant</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>%1 as job %2</source>
        <comment>time, number</comment>
        <translation>%1 als Job %2</translation>
    </message>
</context>
<context>
    <name>JsonFile</name>
    <message>
        <location filename="../app/profile/jsonfile.cpp" line="+34"/>
        <source>it is no JSON object</source>
        <translation>sie enthält kein JSON-Objekt</translation>
    </message>
</context>
<context>
    <name>JsonText</name>
    <message>
        <location filename="../app/job/jsonfault.cpp" line="+56"/>
        <source>it is empty</source>
        <translation>Der Text ist leer</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>something follows after its end</source>
        <translation>Nach dem Ende folgt noch etwas</translation>
    </message>
    <message>
        <location line="+21"/>
        <source>it ends before everything in it is closed</source>
        <translation>Der Text endet, bevor alles darin geschlossen ist</translation>
    </message>
    <message>
        <location line="+24"/>
        <source>a value is missing here</source>
        <translation>Hier fehlt ein Wert</translation>
    </message>
    <message>
        <location line="+7"/>
        <source>it is nested too deeply</source>
        <translation>Die Verschachtelung ist zu tief</translation>
    </message>
    <message>
        <location line="+9"/>
        <source>this bracket closes nothing</source>
        <translation>Diese Klammer schließt nichts</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>a comma is missing</source>
        <translation>Ein Komma fehlt</translation>
    </message>
    <message>
        <location line="+11"/>
        <source>a key in double quotes is missing here</source>
        <translation>Hier fehlt ein Schlüssel in doppelten Anführungszeichen</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>a colon is missing after a key</source>
        <translation>Nach einem Schlüssel fehlt ein Doppelpunkt</translation>
    </message>
    <message>
        <location line="+11"/>
        <source>a string is not closed, or holds a raw line break</source>
        <translation>Eine Zeichenkette ist nicht geschlossen oder enthält einen unmaskierten Zeilenumbruch</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>a string holds a raw control character</source>
        <translation>Eine Zeichenkette enthält ein unmaskiertes Steuerzeichen</translation>
    </message>
    <message>
        <location line="+10"/>
        <source>the text is not valid UTF-8</source>
        <translation>Der Text ist kein gültiges UTF-8</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>a string is not closed</source>
        <translation>Eine Zeichenkette ist nicht geschlossen</translation>
    </message>
    <message>
        <location line="+13"/>
        <source>a string holds an unknown escape sequence</source>
        <translation>Eine Zeichenkette enthält eine unbekannte Escape-Sequenz</translation>
    </message>
    <message>
        <location line="+15"/>
        <source>this is no valid number</source>
        <translation>Das ist keine gültige Zahl</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>this number is too large</source>
        <translation>Diese Zahl ist zu groß</translation>
    </message>
    <message>
        <location line="+9"/>
        <source>there is no valid value here</source>
        <translation>Hier steht kein gültiger Wert</translation>
    </message>
    <message>
        <location line="+14"/>
        <source>it is too large</source>
        <translation>Der Text ist zu groß</translation>
    </message>
    <message>
        <location line="+27"/>
        <source>line %1, column %2: %3</source>
        <translation>Zeile %1, Spalte %2: %3</translation>
    </message>
</context>
<context>
    <name>Keychain</name>
    <message>
        <location filename="../app/access/keychain.cpp" line="+26"/>
        <source>The keychain</source>
        <translation>Der Schlüsselbund</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>there is none on this desktop</source>
        <translation>auf diesem Desktop gibt es keinen</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>it was not unlocked</source>
        <translation>er wurde nicht entsperrt</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>it does not answer</source>
        <translation>er antwortet nicht</translation>
    </message>
</context>
<context>
    <name>LaneView</name>
    <message>
        <location filename="../ui/laneview.cpp" line="+25"/>
        <source>Lanes of coming runs</source>
        <translation>Bahnen kommender Läufe</translation>
    </message>
</context>
<context>
    <name>ListCheck</name>
    <message>
        <location filename="../app/deletion/listcheck.cpp" line="+71"/>
        <source>the list that it sent can&apos;t be relied on</source>
        <translation>Auf die gesendete Liste ist kein Verlass</translation>
    </message>
    <message>
        <location line="+32"/>
        <source>the server speaks another generation of the API since then, where this number may be another job&apos;s</source>
        <translation>Der Server spricht seitdem eine andere Generation der API, in der diese Nummer einem anderen Job gehören kann</translation>
    </message>
</context>
<context>
    <name>ListTexts</name>
    <message>
        <location filename="../ui/listtexts.cpp" line="+54"/>
        <source>Nothing matches</source>
        <translation>Keine Treffer</translation>
    </message>
    <message numerus="yes">
        <location line="+5"/>
        <source>None of the %Ln job(s) here has this text.</source>
        <translation>
            <numerusform>Der einzige Job hier enthält diesen Text nicht.</numerusform>
            <numerusform>Keiner der %Ln Jobs hier enthält diesen Text.</numerusform>
        </translation>
    </message>
    <message>
        <location line="+1"/>
        <source>There is no job of this type.</source>
        <translation>Es gibt keinen Job dieses Typs.</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Show All Jobs</source>
        <translation>Alle Jobs anzeigen</translation>
    </message>
    <message>
        <location line="+8"/>
        <source>%1 has no scheduled jobs, or none that your token may see.</source>
        <translation>%1 hat keine geplanten Jobs oder keine, die mit diesem Token sichtbar sind.</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>%1 holds no scheduled jobs.</source>
        <translation>%1 enthält keine geplanten Jobs.</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>No scheduled jobs</source>
        <translation>Keine geplanten Jobs</translation>
    </message>
    <message>
        <location line="-23"/>
        <location line="+16"/>
        <location line="+8"/>
        <source>Refresh</source>
        <translation>Aktualisieren</translation>
    </message>
    <message>
        <location line="+8"/>
        <source>The server says: %1

%2</source>
        <translation>Der Server meldet: %1

%2</translation>
    </message>
    <message>
        <location line="+1"/>
        <location line="+20"/>
        <source>Retry</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <location line="+8"/>
        <source>Tasks</source>
        <translation>Tasks</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Plans</source>
        <translation>Pläne</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Deployments</source>
        <translation>Deployments</translation>
    </message>
    <message>
        <location line="+11"/>
        <source>Loading …</source>
        <translation>Wird geladen …</translation>
    </message>
    <message numerus="yes">
        <location line="+2"/>
        <source>%1 of %Ln job(s)</source>
        <comment>shown of all jobs; %Ln is all</comment>
        <translation>
            <numerusform>%1 von %Ln Job</numerusform>
            <numerusform>%1 von %Ln Jobs</numerusform>
        </translation>
    </message>
    <message>
        <location line="+5"/>
        <source>%1 shown of %2 jobs read; the server says %3</source>
        <translation>%1 von %2 gelesenen Jobs angezeigt; der Server nennt %3</translation>
    </message>
    <message>
        <location line="+54"/>
        <source>Connect to an orchestrator, or open a saved response: with File &gt; Open, or by dropping it here.</source>
        <translation>Verbinden Sie sich mit einem Orchestrator oder öffnen Sie eine gespeicherte Antwort: mit Datei &gt; Öffnen oder indem Sie sie hier ablegen.</translation>
    </message>
    <message>
        <location line="-89"/>
        <source>This server has retired the endpoint</source>
        <translation>Dieser Server hat den Endpunkt stillgelegt</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>%1 sent an empty list without page information. Puppet Enterprise 2021.7 and later answer this on the old endpoint, no matter what is scheduled: it does not mean that there are no jobs. They are on the newer endpoint, which Retry looks for.</source>
        <translation>%1 hat eine leere Liste ohne Seitenangaben gesendet. Puppet Enterprise ab 2021.7 antwortet so am alten Endpunkt, ganz gleich, was geplant ist: Es heißt nicht, dass es keine Jobs gibt. Sie stehen am neueren Endpunkt, den „Erneut versuchen“ sucht.</translation>
    </message>
    <message>
        <location line="+113"/>
        <source>This server did not sort or filter as asked, so the rest is loaded and put in order here: %1</source>
        <translation>Dieser Server hat nicht wie verlangt sortiert oder gefiltert; der Rest wird geladen und hier geordnet: %1</translation>
    </message>
    <message numerus="yes">
        <location line="-65"/>
        <source>%1 of %Ln job(s) loaded</source>
        <comment>%Ln is how many jobs the server has</comment>
        <translation>
            <numerusform>%1 von %Ln Job geladen</numerusform>
            <numerusform>%1 von %Ln Jobs geladen</numerusform>
        </translation>
    </message>
    <message>
        <location line="-81"/>
        <source>No jobs came</source>
        <translation>Es kamen keine Jobs</translation>
    </message>
    <message numerus="yes">
        <location line="+86"/>
        <source>%Ln job(s) loaded, there may be more</source>
        <translation>
            <numerusform>%Ln Job geladen, möglicherweise gibt es weitere</numerusform>
            <numerusform>%Ln Jobs geladen, möglicherweise gibt es weitere</numerusform>
        </translation>
    </message>
    <message>
        <location line="+34"/>
        <location line="+5"/>
        <source>Not connected</source>
        <translation>Nicht verbunden</translation>
    </message>
    <message>
        <location line="-2"/>
        <source>Connect…</source>
        <translation>Verbinden…</translation>
    </message>
    <message>
        <location line="-24"/>
        <source>Loading jobs from %1 …</source>
        <translation>Jobs werden von %1 geladen …</translation>
    </message>
    <message>
        <location line="-117"/>
        <source>Nothing was deleted with Callboard yet.</source>
        <translation>Mit Callboard wurde noch nichts gelöscht.</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>The journal of deletions holds no record that can be read.</source>
        <translation>Das Protokoll der Löschungen enthält keine lesbare Aufzeichnung.</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>No deleted jobs</source>
        <translation>Keine gelöschten Jobs</translation>
    </message>
    <message numerus="yes">
        <location line="+8"/>
        <source>None of the %Ln job(s) here is what was chosen under Attention and Search.</source>
        <translation>
            <numerusform>Der %Ln Job hier ist nicht, was unter Auffällig und Suche gewählt ist.</numerusform>
            <numerusform>Keiner der %Ln Jobs hier ist, was unter Auffällig und Suche gewählt ist.</numerusform>
        </translation>
    </message>
    <message>
        <location line="+33"/>
        <source>The answer of an endpoint that was retired</source>
        <translation>Die Antwort eines stillgelegten Endpunkts</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>%1 holds an empty list without page information. Puppet Enterprise 2021.7 and later answer this on the old endpoint, no matter what is scheduled: it does not mean that there were no jobs.</source>
        <translation>%1 enthält eine leere Liste ohne Seitenangaben. Puppet Enterprise ab 2021.7 antwortet so am alten Endpunkt, ganz gleich, was geplant ist: Es heißt nicht, dass es keine Jobs gab.</translation>
    </message>
    <message>
        <location line="+46"/>
        <source>%1 shown of %2 jobs read so far</source>
        <translation>%1 von bisher %2 gelesenen Jobs angezeigt</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>%1 of %2 jobs loaded match, there may be more</source>
        <translation>%1 von %2 geladenen Jobs passen, möglicherweise gibt es weitere</translation>
    </message>
    <message>
        <location line="+22"/>
        <source>Reading the journal of deletions …</source>
        <translation>Das Protokoll der Löschungen wird gelesen …</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Stop</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <location line="+25"/>
        <source>Puppet&apos;s client tools on this machine are set up for %1. For another server there is File &gt; Connect; a saved response opens with File &gt; Open, or by dropping it here.</source>
        <translation>Die Client-Tools von Puppet auf diesem Rechner sind für %1 eingerichtet. Zu einem anderen Server führt Datei &gt; Verbinden; eine gespeicherte Antwort öffnen Sie mit Datei &gt; Öffnen oder legen sie hier ab.</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Connect to %1</source>
        <translation>Mit %1 verbinden</translation>
    </message>
    <message>
        <location line="+8"/>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>This server can&apos;t sort by that column, so the rest is loaded first: %1</source>
        <translation>Dieser Server kann nicht nach dieser Spalte sortieren; deshalb wird zuerst der Rest geladen: %1</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>To search the whole list, the rest is loaded first: %1</source>
        <translation>Um die ganze Liste zu durchsuchen, wird zuerst der Rest geladen: %1</translation>
    </message>
    <message>
        <location line="+7"/>
        <source>Loading all jobs: %1</source>
        <translation>Alle Jobs werden geladen: %1</translation>
    </message>
    <message numerus="yes">
        <location line="+3"/>
        <source>Reading the file: %Ln job(s) so far</source>
        <translation>
            <numerusform>Die Datei wird gelesen: bisher %Ln Job</numerusform>
            <numerusform>Die Datei wird gelesen: bisher %Ln Jobs</numerusform>
        </translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Sorting and searching …</source>
        <translation>Sortieren und Suchen …</translation>
    </message>
    <message>
        <location line="+14"/>
        <source>As of %1 (chosen)</source>
        <comment>not the time of the file</comment>
        <translation>Stand %1 (gewählt)</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>As of %1</source>
        <translation>Stand: %1</translation>
    </message>
    <message>
        <location line="+6"/>
        <source>Read just now</source>
        <translation>Gerade eben gelesen</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Read %1 ago</source>
        <comment>a span of time</comment>
        <translation>Vor %1 gelesen</translation>
    </message>
</context>
<context>
    <name>LoadStrip</name>
    <message>
        <location filename="../ui/loadstrip.cpp" line="+31"/>
        <source>Runs over time</source>
        <translation>Läufe über die Zeit</translation>
    </message>
    <message numerus="yes">
        <location line="+120"/>
        <source>at most %Ln a bar</source>
        <comment>runs</comment>
        <translation>
            <numerusform>höchstens %Ln je Balken</numerusform>
            <numerusform>höchstens %Ln je Balken</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LoadingBar</name>
    <message>
        <location filename="../ui/loadingbar.cpp" line="+11"/>
        <source>Jobs loaded</source>
        <translation>Geladene Jobs</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <location filename="../ui/mainwindow.cpp" line="+169"/>
        <source>Retry</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Refresh</source>
        <translation>Aktualisieren</translation>
    </message>
    <message>
        <location line="+111"/>
        <source>What became of deletions could not be written down. %1</source>
        <translation>Was aus Löschungen geworden ist, konnte nicht aufgezeichnet werden. %1</translation>
    </message>
    <message>
        <location line="+32"/>
        <source>Scheduled as job %1 on %2</source>
        <comment>name, server</comment>
        <translation>Als Job %1 auf %2 geplant</translation>
    </message>
    <message>
        <location line="+9"/>
        <source>The schedule request is in the clipboard</source>
        <translation>Die Planungsanfrage ist in der Zwischenablage</translation>
    </message>
    <message>
        <location line="+31"/>
        <source>This job is not in the table</source>
        <translation>Dieser Job ist nicht in der Tabelle</translation>
    </message>
    <message>
        <location line="+339"/>
        <source>Its record is being read …</source>
        <translation>Sein Eintrag wird gelesen …</translation>
    </message>
    <message>
        <location line="-23"/>
        <source>The list may be incomplete. %1</source>
        <translation>Die Liste ist möglicherweise unvollständig. %1</translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <location filename="../ui/messagebar.cpp" line="+66"/>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <location line="+27"/>
        <source>Dismiss</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>NodeList</name>
    <message>
        <location filename="../ui/nodelist.cpp" line="+25"/>
        <location line="+1"/>
        <source>Filter nodes</source>
        <translation>Nodes filtern</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Nodes</source>
        <translation>Nodes</translation>
    </message>
    <message>
        <location line="+28"/>
        <source>%L1 of %L2</source>
        <comment>shown of all nodes</comment>
        <translation>%L1 von %L2</translation>
    </message>
</context>
<context>
    <name>OpenedResponse</name>
    <message>
        <location filename="../app/source/openedresponse.cpp" line="+43"/>
        <source>it is a folder</source>
        <translation>Das ist ein Ordner</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>it is neither a file nor a pipe</source>
        <translation>das ist weder eine Datei noch eine Pipe</translation>
    </message>
</context>
<context>
    <name>OrchestratorSource</name>
    <message>
        <location filename="../app/source/orchestratorsource.cpp" line="+121"/>
        <source>it names no scheduled job</source>
        <translation>Die Antwort nennt keinen geplanten Job</translation>
    </message>
    <message>
        <location line="+92"/>
        <source>This connection is read-only: nothing is deleted.</source>
        <translation>Diese Verbindung ist schreibgeschützt: Es wird nichts gelöscht.</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>This job has no name, so the server can&apos;t be told which one to delete.</source>
        <translation>Dieser Job hat keinen Namen; deshalb kann dem Server nicht mitgeteilt werden, welcher zu löschen ist.</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>The name of this job can&apos;t be part of a URL, so the server can&apos;t be told which one to delete.</source>
        <translation>Der Name dieses Jobs kann nicht Teil einer URL sein; deshalb kann dem Server nicht mitgeteilt werden, welcher zu löschen ist.</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>It is not known any more how this server deletes jobs. Refresh the list first.</source>
        <translation>Es ist nicht mehr bekannt, wie dieser Server Jobs löscht. Aktualisieren Sie zuerst die Liste.</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>This record is of another generation of the API than the server&apos;s. Refresh the list first.</source>
        <translation>Dieser Datensatz stammt aus einer anderen Generation der API als der des Servers. Aktualisieren Sie zuerst die Liste.</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>This job is disabled already.</source>
        <translation>Dieser Job ist schon deaktiviert.</translation>
    </message>
    <message>
        <location line="+76"/>
        <source>This connection is read-only: nothing is scheduled.</source>
        <translation>Diese Verbindung ist schreibgeschützt: Es wird nichts geplant.</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>It is not known any more how this server schedules jobs. Refresh the list first.</source>
        <translation>Es ist nicht mehr bekannt, wie dieser Server Jobs plant. Aktualisieren Sie zuerst die Liste.</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>The list of this server does not tell the parameters of jobs, so no job can be scheduled again. Copy it as a schedule request and complete that by hand.</source>
        <translation>Die Liste dieses Servers nennt die Parameter von Jobs nicht; deshalb kann kein Job erneut geplant werden. Kopieren Sie ihn als Planungsanfrage, und ergänzen Sie diese von Hand.</translation>
    </message>
</context>
<context>
    <name>PasteTokenDialog</name>
    <message>
        <location filename="../ui/pastetokendialog.cpp" line="+19"/>
        <source>Paste Token</source>
        <translation>Token einfügen</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>A token for %1, such as &quot;puppet-access show&quot; prints or the console makes. It goes into the keychain of this desktop.</source>
        <translation>Ein Token für %1, wie es „puppet-access show“ ausgibt oder die Konsole erzeugt. Es kommt in den Schlüsselbund dieses Desktops.</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>A token for %1, such as &quot;puppet-access show&quot; prints or the console makes. It is forgotten when Callboard ends.</source>
        <translation>Ein Token für %1, wie es „puppet-access show“ ausgibt oder die Konsole erzeugt. Es wird beim Beenden von Callboard vergessen.</translation>
    </message>
    <message>
        <location line="+13"/>
        <source>&amp;Token:</source>
        <translation>&amp;Token:</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>&amp;Use Token</source>
        <translation>Token &amp;verwenden</translation>
    </message>
</context>
<context>
    <name>PileUpPanel</name>
    <message>
        <location filename="../ui/pileuppanel.cpp" line="+99"/>
        <source>&amp;Pile-ups</source>
        <translation>Häufun&amp;gen</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>&amp;Busiest Hours</source>
        <translation>&amp;Vollste Stunden</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>&amp;Quiet Windows</source>
        <translation>&amp;Ruhige Zeiten</translation>
    </message>
    <message>
        <location line="+9"/>
        <location line="+38"/>
        <source> min</source>
        <comment>minutes, after a number</comment>
        <translation> min</translation>
    </message>
    <message>
        <location line="-35"/>
        <source>Nodes on which jobs pile up</source>
        <translation>Nodes, auf denen sich Jobs häufen</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Node</source>
        <translation>Node</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Jobs at Most</source>
        <translation>Jobs höchstens</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>First</source>
        <translation>Zuerst</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Times</source>
        <translation>Male</translation>
    </message>
    <message>
        <location line="+12"/>
        <source>Starts on the same node &amp;within</source>
        <translation>Starts auf demselben Node &amp;binnen</translation>
    </message>
    <message>
        <location line="+5"/>
        <source>Busiest hours</source>
        <translation>Vollste Stunden</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Hour</source>
        <translation>Stunde</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <location line="+20"/>
        <source>Spans in which nothing starts</source>
        <translation>Zeiten, in denen nichts startet</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Span</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Length</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <location line="+7"/>
        <source>&amp;Nothing starts for at least</source>
        <translation>&amp;Nichts startet für mindestens</translation>
    </message>
    <message>
        <location line="+49"/>
        <source>Looking …</source>
        <translation>Suchen …</translation>
    </message>
    <message numerus="yes">
        <location line="+37"/>
        <source>None among the %Ln jobs that list their nodes.</source>
        <translation>
            <numerusform>Keine: Nur %Ln Job nennt seine Nodes.</numerusform>
            <numerusform>Keine unter den %Ln Jobs, die ihre Nodes nennen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+2"/>
        <source>%Ln nodes</source>
        <comment>on which jobs pile up</comment>
        <translation>
            <numerusform>%Ln Node</numerusform>
            <numerusform>%Ln Nodes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+1"/>
        <source>%Ln jobs list their nodes.</source>
        <translation>
            <numerusform>%Ln Job nennt seine Nodes.</numerusform>
            <numerusform>%Ln Jobs nennen ihre Nodes.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+2"/>
        <source>Targets unknown: %Ln jobs, which may run on any node.</source>
        <translation>
            <numerusform>Ziele unbekannt: %Ln Job, der auf jedem Node laufen kann.</numerusform>
            <numerusform>Ziele unbekannt: %Ln Jobs, die auf jedem Node laufen können.</numerusform>
        </translation>
    </message>
    <message>
        <location line="+3"/>
        <source>There are too many starts: looked through %1 only.</source>
        <comment>a span of time</comment>
        <translation>Es sind zu viele Starts: Durchsucht wurde nur %1.</translation>
    </message>
    <message>
        <location line="+3"/>
        <location line="+57"/>
        <source>The first %L1 are shown.</source>
        <translation>Die ersten %L1 werden gezeigt.</translation>
    </message>
    <message numerus="yes">
        <location line="-4"/>
        <source>%Ln spans. A run that started before may still be under way: nobody knows how long runs take.</source>
        <translation>
            <numerusform>%Ln Zeitraum. Ein Lauf, der vorher startete, kann noch im Gange sein: Niemand weiß, wie lange Läufe dauern.</numerusform>
            <numerusform>%Ln Zeiträume. Ein Lauf, der vorher startete, kann noch im Gange sein: Niemand weiß, wie lange Läufe dauern.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Profile</name>
    <message>
        <location filename="../app/profile/profile.cpp" line="+147"/>
        <source>&quot;%1&quot; has a value that it can&apos;t have</source>
        <comment>a key</comment>
        <translation>„%1“ hat einen unmöglichen Wert</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>it has a connection without a name</source>
        <translation>eine Verbindung hat keinen Namen</translation>
    </message>
    <message>
        <location line="+20"/>
        <source>The token</source>
        <translation>Das Token</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>it would travel unencrypted; use https://</source>
        <translation>es würde unverschlüsselt übertragen; verwenden Sie https://</translation>
    </message>
    <message>
        <location line="+9"/>
        <source>The client certificate</source>
        <translation>Das Client-Zertifikat</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>it takes both the certificate and its key</source>
        <translation>es braucht sowohl das Zertifikat als auch seinen Schlüssel</translation>
    </message>
</context>
<context>
    <name>ProfileForm</name>
    <message>
        <location filename="../ui/profileform.cpp" line="+51"/>
        <source>&amp;Read-only: nothing is deleted</source>
        <translation>Sch&amp;reibgeschützt: Es wird nichts gelöscht</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>&amp;Mark as production</source>
        <translation>Als Produktion &amp;markieren</translation>
    </message>
    <message>
        <location line="+34"/>
        <source> s</source>
        <comment>seconds, behind a number</comment>
        <translation> s</translation>
    </message>
    <message>
        <location line="+10"/>
        <source>the host, if left empty</source>
        <translation>der Rechnername, wenn leer</translation>
    </message>
    <message>
        <location line="+8"/>
        <source>Token file</source>
        <translation>Token-Datei</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Keychain of this desktop</source>
        <translation>Schlüsselbund dieses Desktops</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Ask, and forget it with this session</source>
        <translation>Fragen und mit dieser Sitzung vergessen</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>the system&apos;s authorities and Puppet&apos;s client tools&apos;</source>
        <translation>die des Systems und der Client-Tools von Puppet</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>the system&apos;s authorities</source>
        <translation>die des Systems</translation>
    </message>
    <message>
        <location line="+7"/>
        <source>&amp;Name:</source>
        <translation>&amp;Name:</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>&amp;URL:</source>
        <translation>&amp;URL:</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Token fr&amp;om:</source>
        <translation>T&amp;oken aus:</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>&amp;Token file:</source>
        <translation>&amp;Token-Datei:</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Choose a token file</source>
        <translation>Token-Datei auswählen</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>&amp;Pasted token:</source>
        <translation>&amp;Eingefügtes Token:</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>C&amp;A file:</source>
        <translation>C&amp;A-Datei:</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Choose a CA file</source>
        <translation>CA-Datei auswählen</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Co&amp;lour:</source>
        <translation>&amp;Farbe:</translation>
    </message>
    <message>
        <location line="+5"/>
        <source>port 4433 of the same host</source>
        <translation>Port 4433 desselben Rechners</translation>
    </message>
    <message>
        <location line="+1"/>
        <location line="+1"/>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Consol&amp;e URL:</source>
        <translation>K&amp;onsolen-URL:</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Cl&amp;ient certificate:</source>
        <translation>Client-&amp;Zertifikat:</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Choose a client certificate</source>
        <translation>Client-Zertifikat auswählen</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Client &amp;key:</source>
        <translation>Client-Sch&amp;lüssel:</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Choose the key of the client certificate</source>
        <translation>Schlüssel des Client-Zertifikats auswählen</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Give up connectin&amp;g after:</source>
        <translation>Ver&amp;bindungsaufbau abbrechen nach:</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Give up &amp;waiting after:</source>
        <translation>&amp;Warten abbrechen nach:</translation>
    </message>
    <message>
        <location line="+6"/>
        <source>Browse…</source>
        <translation>Durchsuchen…</translation>
    </message>
    <message>
        <location line="+25"/>
        <source>Red</source>
        <translation>Rot</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Orange</source>
        <translation>Orange</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Yellow</source>
        <translation>Gelb</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Green</source>
        <translation>Grün</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Blue</source>
        <translation>Blau</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Purple</source>
        <translation>Violett</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>None</source>
        <comment>colour</comment>
        <translation>Keine</translation>
    </message>
    <message>
        <location line="+74"/>
        <source>in place of the file, for this session</source>
        <translation>anstelle der Datei, nur für diese Sitzung</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>goes into the keychain when the server accepts it</source>
        <translation>kommt in den Schlüsselbund, wenn der Server es akzeptiert</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>for this session</source>
        <translation>nur für diese Sitzung</translation>
    </message>
    <message>
        <location line="+12"/>
        <source>%1 The token lives for this session.</source>
        <comment>what is wrong with the keychain</comment>
        <translation>%1 Das Token gilt nur für diese Sitzung.</translation>
    </message>
</context>
<context>
    <name>ProfileList</name>
    <message>
        <location filename="../ui/profilelist.cpp" line="+24"/>
        <source>production</source>
        <translation>Produktion</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>read-only</source>
        <translation>schreibgeschützt</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>New Connection</source>
        <translation>Neue Verbindung</translation>
    </message>
    <message>
        <location line="+15"/>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Filter connections</source>
        <translation>Verbindungen filtern</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>Connections</source>
        <translation>Verbindungen</translation>
    </message>
</context>
<context>
    <name>Profiles</name>
    <message>
        <location filename="../app/profile/profiles.cpp" line="+195"/>
        <source>it holds no connections that Callboard has exported</source>
        <translation>sie enthält keine von Callboard exportierten Verbindungen</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>it was written by a later version of Callboard</source>
        <translation>eine neuere Version von Callboard hat sie geschrieben</translation>
    </message>
</context>
<context>
    <name>ProgressStrip</name>
    <message>
        <location filename="../ui/progressstrip.cpp" line="+24"/>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>Prompts</name>
    <message>
        <location filename="../ui/prompts.cpp" line="+82"/>
        <source>%1 runs in %2. Delete it now?</source>
        <comment>job, a span of time</comment>
        <translation>%1 läuft in %2. Jetzt löschen?</translation>
    </message>
    <message>
        <location line="+7"/>
        <source>There is no time to take the deletion back, and the job may run all the same if the server is slow.</source>
        <translation>Die Löschung lässt sich dann nicht mehr zurücknehmen, und ist der Server langsam, läuft der Job vielleicht trotzdem.</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>Delete Now</source>
        <translation>Jetzt löschen</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message numerus="yes">
        <location line="-36"/>
        <source>%n deletion(s) not sent yet will be taken back.</source>
        <translation>
            <numerusform>%n noch nicht gesendete Löschung wird rückgängig gemacht.</numerusform>
            <numerusform>%n noch nicht gesendete Löschungen werden rückgängig gemacht.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+2"/>
        <source>%n deletion(s) already sent can&apos;t be taken back; whether the server did it is looked up when you connect to it the next time.</source>
        <translation>
            <numerusform>%n bereits gesendete Löschung lässt sich nicht zurücknehmen; ob der Server sie ausgeführt hat, wird geprüft, wenn Sie sich das nächste Mal mit ihm verbinden.</numerusform>
            <numerusform>%n bereits gesendete Löschungen lassen sich nicht zurücknehmen; ob der Server sie ausgeführt hat, wird geprüft, wenn Sie sich das nächste Mal mit ihm verbinden.</numerusform>
        </translation>
    </message>
    <message>
        <location line="+17"/>
        <source>%1 has run meanwhile. Disable it for good now?</source>
        <translation>%1 ist inzwischen gelaufen. Jetzt endgültig deaktivieren?</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>%1 has run meanwhile. Delete it now?</source>
        <translation>%1 ist inzwischen gelaufen. Jetzt löschen?</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>%1 runs in %2. Disable it for good now?</source>
        <comment>job, a span of time</comment>
        <translation>%1 läuft in %2. Jetzt endgültig deaktivieren?</translation>
    </message>
    <message>
        <location line="+6"/>
        <source>There is no time to take this back, the server can&apos;t undo it, and the job may run all the same if the server is slow.</source>
        <translation>Es bleibt keine Zeit, dies zurückzunehmen, der Server kann es nicht rückgängig machen, und wenn der Server langsam ist, läuft der Job womöglich trotzdem.</translation>
    </message>
    <message>
        <location line="+5"/>
        <source>PRODUCTION, %1.</source>
        <comment>server</comment>
        <translation>PRODUKTION, %1.</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Disable Now</source>
        <translation>Jetzt deaktivieren</translation>
    </message>
    <message>
        <location line="+13"/>
        <source>Close while deletions are under way?</source>
        <translation>Trotz laufender Löschungen schließen?</translation>
    </message>
    <message>
        <location line="+1"/>
        <location line="+13"/>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <location line="-13"/>
        <location line="+14"/>
        <source>Keep Open</source>
        <translation>Geöffnet lassen</translation>
    </message>
    <message>
        <location line="-2"/>
        <source>Close while a file is being saved?</source>
        <translation>Schließen, während eine Datei gespeichert wird?</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Nothing is saved if you close now.</source>
        <translation>Wenn Sie jetzt schließen, wird nichts gespeichert.</translation>
    </message>
</context>
<context>
    <name>RangeDialog</name>
    <message>
        <location filename="../ui/rangedialog.cpp" line="+25"/>
        <source>Range of Time</source>
        <translation>Zeitraum</translation>
    </message>
    <message>
        <location line="+7"/>
        <source>&amp;From:</source>
        <translation>&amp;Von:</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>&amp;To:</source>
        <translation>&amp;Bis:</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Times:</source>
        <comment>the time zone follows</comment>
        <translation>Zeiten:</translation>
    </message>
    <message>
        <location line="+23"/>
        <source>The range ends before it begins.</source>
        <translation>Der Zeitraum endet, bevor er beginnt.</translation>
    </message>
    <message numerus="yes">
        <location line="+1"/>
        <source>A range can be %n days long at most.</source>
        <translation>
            <numerusform>Ein Zeitraum kann höchstens %n Tag lang sein.</numerusform>
            <numerusform>Ein Zeitraum kann höchstens %n Tage lang sein.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RawRecord</name>
    <message>
        <location filename="../ui/rawrecord.cpp" line="+26"/>
        <source>As &amp;received</source>
        <translation>Wie &amp;empfangen</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Record</source>
        <translation>Datensatz</translation>
    </message>
    <message>
        <location line="+7"/>
        <location line="+1"/>
        <source>Search in the record</source>
        <translation>Im Datensatz suchen</translation>
    </message>
    <message>
        <location line="+5"/>
        <source>&amp;Previous</source>
        <translation>&amp;Vorheriges</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Ne&amp;xt</source>
        <translation>&amp;Nächster</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>&amp;Copy Record</source>
        <translation>Datensatz &amp;kopieren</translation>
    </message>
    <message>
        <location line="+60"/>
        <source>Not in this record</source>
        <translation>In diesem Datensatz nicht gefunden</translation>
    </message>
</context>
<context>
    <name>RbacClient</name>
    <message>
        <location filename="../app/access/rbacclient.cpp" line="+119"/>
        <source>it sent no token</source>
        <translation>es kam kein Token</translation>
    </message>
    <message>
        <location line="+23"/>
        <source>it sent nothing about the token</source>
        <translation>es kam nichts über das Token</translation>
    </message>
    <message>
        <location line="+19"/>
        <source>it sent nothing about the user</source>
        <translation>es kam nichts über den Benutzer</translation>
    </message>
    <message>
        <location line="+28"/>
        <source>it sent no list of permissions</source>
        <translation>es kam keine Liste von Rechten</translation>
    </message>
</context>
<context>
    <name>RelativeTime</name>
    <message>
        <location filename="../ui/relativetime.cpp" line="+22"/>
        <source>%1 s</source>
        <comment>seconds</comment>
        <translation>%1 s</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>%1 min</source>
        <comment>minutes</comment>
        <translation>%1 min</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>%1 h</source>
        <comment>hours</comment>
        <translation>%1 h</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>%1 h %2 min</source>
        <comment>hours and minutes</comment>
        <translation>%1 h %2 min</translation>
    </message>
    <message numerus="yes">
        <location line="+2"/>
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n Tag</numerusform>
            <numerusform>%n Tagen</numerusform>
        </translation>
    </message>
    <message>
        <location line="+6"/>
        <source>overdue by %1</source>
        <translation>seit %1 überfällig</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>in %1</source>
        <comment>a span of time from now</comment>
        <translation>in %1</translation>
    </message>
</context>
<context>
    <name>ResponseEndings</name>
    <message>
        <location filename="../app/index/responseending.cpp" line="+123"/>
        <source>it is no valid JSON</source>
        <translation>es ist kein gültiges JSON</translation>
    </message>
</context>
<context>
    <name>ResponseParser</name>
    <message>
        <location filename="../app/job/responseparser.cpp" line="+147"/>
        <source>its &quot;items&quot; is no array</source>
        <translation>„items“ ist kein Array</translation>
    </message>
    <message>
        <location line="-5"/>
        <source>there is no &quot;items&quot; in it</source>
        <translation>„items“ fehlt</translation>
    </message>
    <message>
        <location line="-5"/>
        <source>it is no JSON object</source>
        <translation>Das ist kein JSON-Objekt</translation>
    </message>
    <message>
        <location line="-5"/>
        <source>the text is UTF-16; save it as UTF-8</source>
        <translation>Der Text ist UTF-16-codiert; er muss als UTF-8 gespeichert werden</translation>
    </message>
</context>
<context>
    <name>ResponseReader</name>
    <message>
        <location filename="../app/index/responsereader.cpp" line="+160"/>
        <source>what begins here is larger than %1</source>
        <translation>was hier beginnt, ist größer als %1</translation>
    </message>
</context>
<context>
    <name>ResponseSaver</name>
    <message>
        <location filename="../ui/responsesaver.cpp" line="+23"/>
        <source>Jobs saved</source>
        <translation>Gespeicherte Jobs</translation>
    </message>
    <message>
        <location line="+26"/>
        <source>JSON files (*.json)</source>
        <translation>JSON-Dateien (*.json)</translation>
    </message>
    <message>
        <location line="-9"/>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <location line="+14"/>
        <source>Save Response As</source>
        <translation>Antwort speichern unter</translation>
    </message>
    <message>
        <location line="+5"/>
        <source>Save Page as Received</source>
        <translation>Seite wie empfangen speichern</translation>
    </message>
    <message>
        <location line="+5"/>
        <source>Saved the page to %1.</source>
        <translation>Die Seite wurde in %1 gespeichert.</translation>
    </message>
    <message>
        <location line="+7"/>
        <source>Save Selected Jobs As</source>
        <translation>Ausgewählte Jobs speichern unter</translation>
    </message>
    <message>
        <location line="+28"/>
        <source>Nothing was saved: the list was not read to its end.</source>
        <translation>Es wurde nichts gespeichert: Die Liste wurde nicht bis zum Ende gelesen.</translation>
    </message>
    <message>
        <location line="+81"/>
        <source>Ending the writing of %1 …</source>
        <comment>a file</comment>
        <translation>Schreiben von %1 wird beendet …</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Saving to %1 …</source>
        <comment>a file</comment>
        <translation>Speichern in %1 …</translation>
    </message>
    <message numerus="yes">
        <location line="-58"/>
        <source>Saved %Ln job(s) to %1.</source>
        <translation>
            <numerusform>%Ln Job wurde in %1 gespeichert.</numerusform>
            <numerusform>%Ln Jobs wurden in %1 gespeichert.</numerusform>
        </translation>
    </message>
    <message>
        <location line="-13"/>
        <source>%1 The list may be incomplete: %2</source>
        <translation>%1 Die Liste ist möglicherweise unvollständig: %2</translation>
    </message>
    <message>
        <location line="+43"/>
        <source>%1 was not saved: you stopped it.</source>
        <translation>%1 wurde nicht gespeichert: Sie haben es abgebrochen.</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>%1 was not saved: %2.</source>
        <translation>%1 wurde nicht gespeichert: %2.</translation>
    </message>
</context>
<context>
    <name>ResponseWriter</name>
    <message>
        <location filename="../app/job/responsewriter.cpp" line="+38"/>
        <source>it was stopped</source>
        <translation>es wurde abgebrochen</translation>
    </message>
</context>
<context>
    <name>RetentionBar</name>
    <message>
        <location filename="../ui/retentionbar.cpp" line="+15"/>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message numerus="yes">
        <location line="+36"/>
        <source>The records of %Ln deletion(s) are older than the settings want them kept: %1.</source>
        <translation>
            <numerusform>Die Aufzeichnung von %Ln Löschung ist älter, als die Einstellungen vorsehen: %1.</numerusform>
            <numerusform>Die Aufzeichnungen von %Ln Löschungen sind älter, als die Einstellungen vorsehen: %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RetentionTexts</name>
    <message numerus="yes">
        <location filename="../ui/retentiontexts.cpp" line="+29"/>
        <source>%Ln deletion(s)</source>
        <translation>
            <numerusform>%Ln Löschung</numerusform>
            <numerusform>%Ln Löschungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+1"/>
        <source>%Ln file(s)</source>
        <translation>
            <numerusform>%Ln Datei</numerusform>
            <numerusform>%Ln Dateien</numerusform>
        </translation>
    </message>
    <message>
        <location line="+1"/>
        <source>%1 in %2, %3</source>
        <comment>deletions, files, size</comment>
        <translation>%1 in %2, %3</translation>
    </message>
    <message numerus="yes">
        <location line="+16"/>
        <source>%Ln month(s), from %1 to %2</source>
        <translation>
            <numerusform>%Ln Monat, von %1 bis %2</numerusform>
            <numerusform>%Ln Monate, von %1 bis %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReviewDialog</name>
    <message>
        <location filename="../ui/reviewdialog.cpp" line="+44"/>
        <source>Jobs that will be disabled for good</source>
        <translation>Jobs, die endgültig deaktiviert werden</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Jobs that will be deleted</source>
        <translation>Jobs, die gelöscht werden</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Jobs that stay</source>
        <translation>Jobs, die bleiben</translation>
    </message>
    <message>
        <location line="+6"/>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <location line="+5"/>
        <source>Disable Jobs for Good</source>
        <translation>Jobs endgültig deaktivieren</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Delete Jobs</source>
        <translation>Jobs löschen</translation>
    </message>
    <message>
        <location line="+63"/>
        <source>&amp;Export…</source>
        <translation>&amp;Exportieren…</translation>
    </message>
    <message>
        <location line="+28"/>
        <source>It is in the list already: two records have this name.</source>
        <translation>Er steht schon in der Liste: Zwei Datensätze haben diesen Namen.</translation>
    </message>
    <message numerus="yes">
        <location line="+24"/>
        <source>Nothing was sent: %Ln job(s) can&apos;t be deleted any more, and stand in the other list now. Look again.</source>
        <translation>
            <numerusform>Es wurde nichts gesendet: %Ln Job kann nicht mehr gelöscht werden und steht jetzt in der anderen Liste. Sehen Sie noch einmal nach.</numerusform>
            <numerusform>Es wurde nichts gesendet: %Ln Jobs können nicht mehr gelöscht werden und stehen jetzt in der anderen Liste. Sehen Sie noch einmal nach.</numerusform>
        </translation>
    </message>
    <message>
        <location line="+65"/>
        <source>Will Be &amp;Disabled (%L1)</source>
        <translation>Zu &amp;deaktivieren (%L1)</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Will Be &amp;Deleted (%L1)</source>
        <translation>Zu &amp;löschen (%L1)</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>&amp;Stay (%L1)</source>
        <comment>jobs that are not deleted</comment>
        <translation>&amp;Bleiben (%L1)</translation>
    </message>
    <message numerus="yes">
        <location line="+2"/>
        <source>Disable %Ln Jobs for Good</source>
        <translation>
            <numerusform>%Ln Job endgültig deaktivieren</numerusform>
            <numerusform>%Ln Jobs endgültig deaktivieren</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+1"/>
        <source>Delete %Ln Jobs</source>
        <translation>
            <numerusform>%Ln Job löschen</numerusform>
            <numerusform>%Ln Jobs löschen</numerusform>
        </translation>
    </message>
    <message>
        <location line="+1"/>
        <source>&amp;Type %L1 to go on:</source>
        <comment>a number</comment>
        <translation>&amp;Zum Fortfahren %L1 eingeben:</translation>
    </message>
    <message numerus="yes">
        <location line="+12"/>
        <source>⚠ %Ln of them run(s) within 10 minutes.</source>
        <translation>
            <numerusform>⚠ %Ln davon läuft innerhalb von 10 Minuten.</numerusform>
            <numerusform>⚠ %Ln davon laufen innerhalb von 10 Minuten.</numerusform>
        </translation>
    </message>
    <message>
        <location line="+4"/>
        <source>They are sent at once: there is no time to take them back.</source>
        <translation>Alle werden sofort gesendet: Es bleibt keine Zeit, dies zurückzunehmen.</translation>
    </message>
    <message numerus="yes">
        <location line="+2"/>
        <source>%Ln of them run(s) within the %1 in which this could be taken back, so all are sent at once and can&apos;t be taken back.</source>
        <translation>
            <numerusform>%Ln davon läuft innerhalb der Frist zum Zurücknehmen (%1); deshalb werden alle sofort gesendet und lassen sich nicht zurücknehmen.</numerusform>
            <numerusform>%Ln davon laufen innerhalb der Frist zum Zurücknehmen (%1); deshalb werden alle sofort gesendet und lassen sich nicht zurücknehmen.</numerusform>
        </translation>
    </message>
    <message>
        <location line="+6"/>
        <source>You have %1 to take this back before they are sent.</source>
        <comment>a span of time</comment>
        <translation>Sie haben %1 Zeit, dies zurückzunehmen, bevor gesendet wird.</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>The server does not delete jobs but disables them, and can&apos;t undo it.</source>
        <translation>Der Server löscht Jobs nicht, sondern deaktiviert sie, und kann das nicht zurücknehmen.</translation>
    </message>
    <message numerus="yes">
        <location line="+7"/>
        <source>Disable %Ln jobs for good on %1?</source>
        <translation>
            <numerusform>%Ln Job auf %1 endgültig deaktivieren?</numerusform>
            <numerusform>%Ln Jobs auf %1 endgültig deaktivieren?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+1"/>
        <source>Delete %Ln jobs from %1?</source>
        <translation>
            <numerusform>%Ln Job auf %1 löschen?</numerusform>
            <numerusform>%Ln Jobs auf %1 löschen?</numerusform>
        </translation>
    </message>
    <message>
        <location line="+1"/>
        <source>None of these jobs can be disabled on %1.</source>
        <translation>Keiner dieser Jobs kann auf %1 deaktiviert werden.</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>None of these jobs can be deleted from %1.</source>
        <translation>Keiner dieser Jobs kann auf %1 gelöscht werden.</translation>
    </message>
    <message numerus="yes">
        <location line="+3"/>
        <source>%Ln selected job(s) will stay.</source>
        <translation>
            <numerusform>%Ln ausgewählter Job bleibt.</numerusform>
            <numerusform>%Ln ausgewählte Jobs bleiben.</numerusform>
        </translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Server: %1</source>
        <translation>Server: %1</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Signed in as %1</source>
        <translation>Angemeldet als %1</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>⚠ PRODUCTION</source>
        <translation>⚠ PRODUKTION</translation>
    </message>
    <message>
        <location line="+7"/>
        <source>T&amp;ype the name of the connection, %1, to go on:</source>
        <translation>Zum &amp;Fortfahren den Namen der Verbindung, %1, eingeben:</translation>
    </message>
    <message>
        <location line="+31"/>
        <source>Export Review</source>
        <translation>Übersicht exportieren</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>CSV: what goes, what stays and why (*.csv)</source>
        <translation>CSV: was wegfällt, was bleibt und warum (*.csv)</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>JSON: the complete records that go (*.json)</source>
        <translation>JSON: die vollständigen Datensätze, die wegfallen (*.json)</translation>
    </message>
    <message>
        <location line="+19"/>
        <source>Exported to %1.</source>
        <translation>In %1 exportiert.</translation>
    </message>
    <message>
        <location line="-1"/>
        <source>%1 was not written: %2.</source>
        <translation>%1 wurde nicht geschrieben: %2.</translation>
    </message>
</context>
<context>
    <name>ReviewExport</name>
    <message>
        <location filename="../ui/reviewexport.cpp" line="+38"/>
        <source>Action</source>
        <translation>Aktion</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Next Run (UTC)</source>
        <translation>Nächster Lauf (UTC)</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Runs a Day</source>
        <translation>Läufe pro Tag</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Why Not</source>
        <translation>Warum nicht</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>User</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Reviewed At (UTC)</source>
        <translation>Geprüft am (UTC)</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>disable for good</source>
        <comment>what happens to a job</comment>
        <translation>endgültig deaktivieren</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>delete</source>
        <comment>what happens to a job</comment>
        <translation>löschen</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>keep</source>
        <comment>what happens to a job</comment>
        <translation>behalten</translation>
    </message>
</context>
<context>
    <name>ReviewList</name>
    <message>
        <location filename="../ui/reviewlist.cpp" line="+100"/>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>Sort by %1</source>
        <comment>title of a column</comment>
        <translation>Nach „%1“ sortieren</translation>
    </message>
</context>
<context>
    <name>ReviewModel</name>
    <message>
        <location filename="../ui/reviewmodel.cpp" line="+45"/>
        <source>once</source>
        <translation>einmalig</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>unknown</source>
        <comment>how often a job runs</comment>
        <translation>unbekannt</translation>
    </message>
    <message>
        <location line="+79"/>
        <source>runs in %1</source>
        <comment>a span of time</comment>
        <translation>läuft in %1</translation>
    </message>
    <message>
        <location line="+50"/>
        <source>Runs a Day</source>
        <translation>Läufe pro Tag</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Note</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Why Not</source>
        <translation>Warum nicht</translation>
    </message>
</context>
<context>
    <name>RunReport</name>
    <message>
        <location filename="../app/twin/runreport.cpp" line="+88"/>
        <source>it was stopped</source>
        <translation>es wurde abgebrochen</translation>
    </message>
    <message>
        <location line="+18"/>
        <source>Run (UTC)</source>
        <translation>Lauf (UTC)</translation>
    </message>
</context>
<context>
    <name>RunTexts</name>
    <message>
        <location filename="../ui/runtexts.cpp" line="+44"/>
        <source>%1 %2 %3</source>
        <comment>date, time, time zone</comment>
        <translation>%1 %2 %3</translation>
    </message>
    <message>
        <location line="+9"/>
        <source>%1 %2 – %3 %4</source>
        <comment>date, time, time, time zone</comment>
        <translation>%1 %2 – %3 %4</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>%1 – %2</source>
        <comment>moment, moment</comment>
        <translation>%1 – %2</translation>
    </message>
    <message>
        <location line="+6"/>
        <source>%1: %2</source>
        <comment>span of time, number of runs</comment>
        <translation>%1: %2</translation>
    </message>
    <message numerus="yes">
        <location line="+1"/>
        <source>%Ln runs</source>
        <translation>
            <numerusform>%Ln Lauf</numerusform>
            <numerusform>%Ln Läufe</numerusform>
        </translation>
    </message>
    <message>
        <location line="+7"/>
        <source>%1 s</source>
        <comment>seconds</comment>
        <translation>%1 s</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>%1 min</source>
        <comment>minutes</comment>
        <translation>%1 min</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>%1 h</source>
        <comment>hours</comment>
        <translation>%1 h</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>%1 h %2 min</source>
        <comment>hours and minutes</comment>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>%1 d %2 h</source>
        <comment>days and hours</comment>
        <translation>%1 T. %2 h</translation>
    </message>
    <message>
        <location line="+23"/>
        <source>The interval is in seconds, so the local time of its runs moves with the clocks: from %1 to %2 on %3.</source>
        <comment>time, time, date</comment>
        <translation>Das Intervall ist in Sekunden, daher wandert die Ortszeit der Läufe mit den Uhren: von %1 auf %2 am %3.</translation>
    </message>
</context>
<context>
    <name>RunsADay</name>
    <message>
        <location filename="../app/job/runsaday.cpp" line="+53"/>
        <source>under %L1</source>
        <comment>runs a day</comment>
        <translation>unter %L1</translation>
    </message>
    <message>
        <location line="+51"/>
        <source>never again</source>
        <comment>how often a job runs</comment>
        <translation>nie wieder</translation>
    </message>
    <message>
        <location line="+5"/>
        <source>unknown</source>
        <comment>how often a job runs</comment>
        <translation>unbekannt</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>once</source>
        <translation>einmal</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>%1 × ?</source>
        <comment>runs a day, of nodes that are not listed</comment>
        <translation>%1 × ?</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>%1 × %2</source>
        <comment>&apos;once&apos;, number of nodes</comment>
        <translation>%1 × %2</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>%1 × %2 = %3</source>
        <comment>runs a day, nodes, product</comment>
        <translation>%1 × %2 = %3</translation>
    </message>
</context>
<context>
    <name>SavedFiltersDialog</name>
    <message>
        <location filename="../ui/savedfiltersdialog.cpp" line="+20"/>
        <source>Re&amp;name</source>
        <translation>Um&amp;benennen</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>&amp;Remove</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Saved Filters</source>
        <translation>Gespeicherte Filter</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Saved filters</source>
        <translation>Gespeicherte Filter</translation>
    </message>
</context>
<context>
    <name>ScheduleActions</name>
    <message>
        <location filename="../ui/scheduleactions.cpp" line="+75"/>
        <source>Not connected to a server that could schedule the job. Connect to it in this window, then open this again.</source>
        <translation>Nicht mit einem Server verbunden, der den Job planen könnte. Verbinden Sie sich in diesem Fenster mit ihm, und öffnen Sie dies dann erneut.</translation>
    </message>
    <message>
        <location line="+8"/>
        <source>No job is selected.</source>
        <translation>Kein Job ist ausgewählt.</translation>
    </message>
    <message>
        <location line="+10"/>
        <source>Schedule the selected job again on %1, as a new job</source>
        <translation>Den ausgewählten Job auf %1 erneut planen, als neuen Job</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Copy what would schedule the selected job again, with marks for what is missing</source>
        <translation>Kopieren, was den ausgewählten Job erneut planen würde, mit Markierungen für Fehlendes</translation>
    </message>
</context>
<context>
    <name>ScheduleCommand</name>
    <message>
        <location filename="../app/schedule/schedulecommand.cpp" line="+39"/>
        <source>the list of this server does not tell what the job runs on</source>
        <translation>Die Liste dieses Servers sagt nicht, worauf der Job läuft</translation>
    </message>
    <message>
        <location line="+7"/>
        <source>the list of this server does not tell whether the job only simulates (true or false)</source>
        <translation>Die Liste dieses Servers sagt nicht, ob der Job nur simuliert (true oder false)</translation>
    </message>
    <message>
        <location line="+9"/>
        <source>the list of this server does not tell whether the job repeats; leave this out if it runs once</source>
        <translation>Die Liste dieses Servers sagt nicht, ob sich der Job wiederholt; dies weglassen, wenn er einmalig läuft</translation>
    </message>
    <message>
        <location line="+51"/>
        <source>the record names no environment</source>
        <translation>Der Datensatz nennt keine Umgebung</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>the record names no task</source>
        <translation>Der Datensatz nennt keinen Task</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>the record names no plan</source>
        <translation>Der Datensatz nennt keinen Plan</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>the list of this server does not tell the parameters; put an object here, {} if there are none</source>
        <translation>Die Liste dieses Servers nennt die Parameter nicht; hier ein Objekt einsetzen, {} wenn es keine gibt</translation>
    </message>
    <message>
        <location line="+13"/>
        <source>the list of this server does not tell the options of the deployment; put true or false here, and add the others</source>
        <translation>Die Liste dieses Servers nennt die Optionen des Deployments nicht; hier true oder false einsetzen und die übrigen ergänzen</translation>
    </message>
    <message>
        <location line="+9"/>
        <source>MISSING: %1</source>
        <comment>a mark in the place of a value</comment>
        <translation>FEHLT: %1</translation>
    </message>
    <message>
        <location line="+5"/>
        <source>the old start is over; put a time here, such as 2030-12-31T23:59:00Z</source>
        <translation>Der alte Start ist vorbei; hier einen Zeitpunkt einsetzen, etwa 2030-12-31T23:59:00Z</translation>
    </message>
</context>
<context>
    <name>ScheduleDialog</name>
    <message>
        <location filename="../ui/scheduledialog.cpp" line="+60"/>
        <source>It is not there: send it a&amp;gain</source>
        <translation>Er ist nicht da: e&amp;rneut senden</translation>
    </message>
    <message>
        <location line="+5"/>
        <source>Schedule Again</source>
        <translation>Erneut planen</translation>
    </message>
    <message>
        <location line="+37"/>
        <source>&amp;What will be sent:</source>
        <translation>&amp;Gesendet wird:</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>What will be sent</source>
        <translation>Was gesendet wird</translation>
    </message>
    <message>
        <location line="+22"/>
        <source>&amp;Look at the List</source>
        <translation>&amp;Liste ansehen</translation>
    </message>
    <message>
        <location line="+8"/>
        <source>Scheduling</source>
        <translation>Planung läuft</translation>
    </message>
    <message>
        <location line="+18"/>
        <source>%1 will be scheduled on %2.</source>
        <comment>job, server</comment>
        <translation>%1 wird auf %2 geplant.</translation>
    </message>
    <message>
        <location line="+5"/>
        <source>PRODUCTION, %1.</source>
        <comment>server</comment>
        <translation>PRODUKTION, %1.</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>It was deleted from %1 on %2.</source>
        <comment>server, date and time</comment>
        <translation>Er wurde auf %1 am %2 gelöscht.</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>The job gets a new number, and you become its owner.</source>
        <translation>Der Job erhält eine neue Nummer, und Sie werden sein Besitzer.</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>The job gets a new number, and %1 becomes its owner.</source>
        <comment>user</comment>
        <translation>Der Job erhält eine neue Nummer, und %1 wird sein Besitzer.</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>The one that is there stays: both will run.</source>
        <translation>Der vorhandene bleibt bestehen: Beide werden laufen.</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>If the one that this record is of is still there, both will run.</source>
        <translation>Wenn der Job, zu dem dieser Datensatz gehört, noch vorhanden ist, werden beide laufen.</translation>
    </message>
    <message>
        <location line="+6"/>
        <source>It was scheduled again already, as job %1 on %2. This makes another one.</source>
        <comment>number, date and time</comment>
        <translation>Er wurde schon einmal erneut geplant, als Job %1 am %2. Dies legt einen weiteren an.</translation>
    </message>
    <message>
        <location line="+10"/>
        <source>This is not the server that the job was on: that is %1. Tasks, plans, nodes and environments of the same name may be others here.</source>
        <translation>Dies ist nicht der Server, auf dem der Job war: Das ist %1. Tasks, Pläne, Nodes und Umgebungen gleichen Namens können hier andere sein.</translation>
    </message>
    <message>
        <location line="+10"/>
        <source>Sc&amp;hedule</source>
        <translation>&amp;Planen</translation>
    </message>
    <message>
        <location line="+2"/>
        <location line="+54"/>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <location line="-10"/>
        <source>Waiting for the answer of %1 …</source>
        <translation>Die Antwort von %1 wird erwartet …</translation>
    </message>
    <message>
        <location line="+10"/>
        <source>Stop Waiting</source>
        <translation>Warten beenden</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <location line="+65"/>
        <source>%1 has not scheduled the job (HTTP status %2).</source>
        <translation>%1 hat den Job nicht geplant (HTTP-Status %2).</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>By its clock the start lies in the past: choose a later one.</source>
        <translation>Nach der Uhr des Servers liegt der Start in der Vergangenheit: Wählen Sie einen späteren.</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>The environment has to be there first.</source>
        <translation>Die Umgebung muss erst vorhanden sein.</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Correct what the server names and schedule again.</source>
        <translation>Berichtigen Sie, was der Server nennt, und planen Sie erneut.</translation>
    </message>
    <message>
        <location line="+5"/>
        <source>The server says: %1</source>
        <translation>Der Server meldet: %1</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>Look at the list before it is sent again.</source>
        <translation>Sehen Sie in der Liste nach, bevor erneut gesendet wird.</translation>
    </message>
    <message>
        <location line="+11"/>
        <source>It is not known whether the job was scheduled: sent again, it may be there twice. Look at the list of %1 first.</source>
        <translation>Es ist nicht bekannt, ob der Job geplant wurde: Erneut gesendet, ist er womöglich doppelt vorhanden. Sehen Sie zuerst in der Liste von %1 nach.</translation>
    </message>
    <message>
        <location line="+20"/>
        <source>You have stopped waiting for the answer of %1.</source>
        <translation>Sie haben das Warten auf die Antwort von %1 beendet.</translation>
    </message>
</context>
<context>
    <name>ScheduleForm</name>
    <message>
        <location filename="../ui/scheduleform.cpp" line="+48"/>
        <source>Repeats:</source>
        <translation>Wiederholung:</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>&amp;Description:</source>
        <translation>&amp;Beschreibung:</translation>
    </message>
    <message>
        <location line="+12"/>
        <source>Sent as a query, as in the record: %1</source>
        <comment>names of parameters</comment>
        <translation>Als Abfrage gesendet, wie im Datensatz: %1</translation>
    </message>
    <message>
        <location line="+8"/>
        <source>Start in UTC</source>
        <translation>Start in UTC</translation>
    </message>
    <message>
        <location line="+8"/>
        <source>&amp;Start (UTC):</source>
        <translation>&amp;Start (UTC):</translation>
    </message>
    <message>
        <location line="+18"/>
        <source>&amp;Targets (JSON):</source>
        <translation>&amp;Ziele (JSON):</translation>
    </message>
    <message>
        <location line="+6"/>
        <source>Se&amp;nsitive parameters, whose values the server never tells:</source>
        <translation>&amp;Vertrauliche Parameter, deren Werte der Server nie herausgibt:</translation>
    </message>
    <message>
        <location line="+9"/>
        <source>%1:</source>
        <comment>name of a parameter</comment>
        <translation>%1:</translation>
    </message>
    <message>
        <location line="+5"/>
        <source>Show the &amp;values</source>
        <translation>&amp;Werte anzeigen</translation>
    </message>
    <message>
        <location line="+24"/>
        <source>%1 %2</source>
        <comment>date and time, time zone</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <location line="+5"/>
        <source>Its start lay in the past. Choose another one.</source>
        <translation>Sein Start lag in der Vergangenheit. Wählen Sie einen anderen.</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>The record tells no start. Choose one.</source>
        <translation>Der Datensatz nennt keinen Start. Wählen Sie einen.</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Its start lay in the past; this is the next time on its old grid of %1.</source>
        <comment>interval</comment>
        <translation>Sein Start lag in der Vergangenheit; dies ist der nächste Zeitpunkt in seinem alten Raster (%1).</translation>
    </message>
    <message>
        <location line="+38"/>
        <source>The start lies in the past.</source>
        <translation>Der Start liegt in der Vergangenheit.</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>The record does not tell what the job runs on.</source>
        <translation>Der Datensatz sagt nicht, worauf der Job läuft.</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>The targets are no JSON object.</source>
        <translation>Die Ziele sind kein JSON-Objekt.</translation>
    </message>
</context>
<context>
    <name>ScheduleRequest</name>
    <message>
        <location filename="../app/schedule/schedulerequest.cpp" line="+121"/>
        <source>The list that this record comes from does not tell the parameters of jobs. Copy the job as a schedule request and complete that by hand.</source>
        <translation>Die Liste, aus der dieser Datensatz stammt, nennt die Parameter von Jobs nicht. Kopieren Sie den Job als Planungsanfrage, und ergänzen Sie diese von Hand.</translation>
    </message>
    <message>
        <location line="+5"/>
        <location line="+19"/>
        <source>The record does not say whether this is a task, a plan or a deployment.</source>
        <translation>Der Datensatz sagt nicht, ob dies ein Task, ein Plan oder ein Deployment ist.</translation>
    </message>
    <message>
        <location line="-15"/>
        <source>The record does not say what the job does: it has no &quot;input&quot;.</source>
        <translation>Der Datensatz sagt nicht, was der Job tut: „input“ fehlt.</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>The record does not name the task or plan.</source>
        <translation>Der Datensatz nennt den Task oder Plan nicht.</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>The record names no environment.</source>
        <translation>Der Datensatz nennt keine Umgebung.</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>The parameters in the record are of an unexpected form.</source>
        <translation>Die Parameter im Datensatz haben eine unerwartete Form.</translation>
    </message>
    <message>
        <location line="+44"/>
        <source>the record names no type</source>
        <translation>Der Datensatz nennt keinen Typ</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>the record names no environment</source>
        <translation>Der Datensatz nennt keine Umgebung</translation>
    </message>
    <message>
        <location line="+21"/>
        <source>the record does not tell what the job runs on</source>
        <translation>Der Datensatz sagt nicht, worauf der Job läuft</translation>
    </message>
    <message>
        <location line="+27"/>
        <source>the server never tells sensitive values; put {&quot;value&quot;: …} here</source>
        <translation>Der Server gibt vertrauliche Werte nie heraus; hier {&quot;value&quot;: …} einsetzen</translation>
    </message>
</context>
<context>
    <name>SecretField</name>
    <message>
        <location filename="../ui/secretfield.cpp" line="+61"/>
        <source>Value of %1</source>
        <comment>a parameter</comment>
        <translation>Wert von %1</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Kind of the value of %1</source>
        <comment>a parameter</comment>
        <translation>Art des Werts von %1</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Text</source>
        <comment>kind of value</comment>
        <translation>Text</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>JSON</source>
        <comment>kind of value</comment>
        <translation>JSON</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Empty text</source>
        <comment>kind of value</comment>
        <translation>Leerer Text</translation>
    </message>
    <message>
        <location line="+33"/>
        <source>The value of %1 is no JSON.</source>
        <comment>a parameter</comment>
        <translation>Der Wert von %1 ist kein JSON.</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>The value of %1 is missing: the server never gave it.</source>
        <comment>a parameter</comment>
        <translation>Der Wert von %1 fehlt: Der Server hat ihn nie herausgegeben.</translation>
    </message>
</context>
<context>
    <name>SelectionSummary</name>
    <message>
        <location filename="../ui/selectionsummary.cpp" line="+48"/>
        <source>%1 (%L2)</source>
        <comment>name (how many)</comment>
        <translation>%1 (%L2)</translation>
    </message>
    <message numerus="yes">
        <location line="+3"/>
        <source>%Ln other(s)</source>
        <comment>names that are not listed</comment>
        <translation>
            <numerusform>%Ln weiterer</numerusform>
            <numerusform>%Ln weitere</numerusform>
        </translation>
    </message>
    <message>
        <location line="+13"/>
        <source>no type</source>
        <translation>kein Typ</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>nobody</source>
        <translation>niemand</translation>
    </message>
    <message>
        <location line="+6"/>
        <source>Types: %1</source>
        <translation>Typen: %1</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Owners: %1</source>
        <translation>Besitzer: %1</translation>
    </message>
    <message numerus="yes">
        <location line="+3"/>
        <source>%Ln of them can&apos;t be deleted:</source>
        <translation>
            <numerusform>%Ln davon kann nicht gelöscht werden:</numerusform>
            <numerusform>%Ln davon können nicht gelöscht werden:</numerusform>
        </translation>
    </message>
    <message>
        <location line="+4"/>
        <source>%L1 × %2</source>
        <comment>how many, why</comment>
        <translation>%L1 × %2</translation>
    </message>
    <message>
        <location line="+32"/>
        <source>They are too many to look at each of them here.</source>
        <translation>Es sind zu viele, um hier jeden einzelnen zu prüfen.</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>They are too many to look at each of them here. Before anything is deleted, all are listed, with those that can&apos;t be.</source>
        <translation>Es sind zu viele, um hier jeden einzelnen zu prüfen. Bevor etwas gelöscht wird, werden alle aufgeführt, auch die, die nicht gelöscht werden können.</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <location filename="../ui/settingsdialog.cpp" line="+30"/>
        <source>&amp;Keep everything</source>
        <translation>Alles &amp;behalten</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Keep the &amp;last</source>
        <translation>Nur die &amp;letzten</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>&amp;Save a snapshot on each refresh</source>
        <translation>Bei jedem Neulesen einen &amp;Schnappschuss speichern</translation>
    </message>
    <message>
        <location line="+8"/>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <location line="+31"/>
        <source> s</source>
        <comment>seconds; behind a number</comment>
        <translation> s</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>none: sent at once</source>
        <translation>keine: wird sofort gesendet</translation>
    </message>
    <message>
        <location line="+6"/>
        <source>Months of deletions to keep</source>
        <translation>Zu behaltende Monate mit Löschungen</translation>
    </message>
    <message numerus="yes">
        <location line="+2"/>
        <source> month(s)</source>
        <comment>behind a number</comment>
        <translation>
            <numerusform> Monat</numerusform>
            <numerusform> Monate</numerusform>
        </translation>
    </message>
    <message>
        <location line="+20"/>
        <source>Reading …</source>
        <translation>Wird gelesen …</translation>
    </message>
    <message>
        <location line="+8"/>
        <source>&amp;Time to undo a deletion:</source>
        <translation>&amp;Frist zum Zurücknehmen einer Löschung:</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Records of deletions:</source>
        <translation>Aufzeichnungen von Löschungen:</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>They are in:</source>
        <translation>Gespeichert in:</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Size:</source>
        <translation>Größe:</translation>
    </message>
    <message>
        <location line="+14"/>
        <source>Snapshots hold e-mail addresses and logins; only you can read them. Those that you save yourself are not counted, and are never removed.</source>
        <translation>Schnappschüsse enthalten E-Mail-Adressen und Anmeldenamen; nur Sie können sie lesen. Selbst gespeicherte zählen nicht mit und werden nie entfernt.</translation>
    </message>
    <message>
        <location line="+5"/>
        <source>Snapshots of lists:</source>
        <translation>Schnappschüsse von Listen:</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>&amp;Number kept for each server:</source>
        <translation>&amp;Aufbewahrt je Server:</translation>
    </message>
    <message>
        <location line="+33"/>
        <source>Removes nothing now.</source>
        <translation>Entfernt jetzt nichts.</translation>
    </message>
    <message numerus="yes">
        <location line="+1"/>
        <source>Removes the records of %Ln deletion(s): %1.</source>
        <translation>
            <numerusform>Entfernt die Aufzeichnung von %Ln Löschung: %1.</numerusform>
            <numerusform>Entfernt die Aufzeichnungen von %Ln Löschungen: %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+41"/>
        <source>Remove the records of %Ln deletion(s)?</source>
        <translation>
            <numerusform>Die Aufzeichnung von %Ln Löschung entfernen?</numerusform>
            <numerusform>Die Aufzeichnungen von %Ln Löschungen entfernen?</numerusform>
        </translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Older than the records are to be kept: %1. What is removed can&apos;t be brought back, and these jobs can&apos;t be scheduled again from their records.</source>
        <translation>Älter, als Aufzeichnungen aufbewahrt werden sollen: %1. Was entfernt ist, lässt sich nicht zurückholen, und diese Jobs lassen sich dann nicht mehr aus ihren Aufzeichnungen erneut planen.</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
</context>
<context>
    <name>SignInDialog</name>
    <message>
        <location filename="../ui/signindialog.cpp" line="+30"/>
        <source>Sign In</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Get a token from %1. The password is sent once and kept nowhere; the token goes into the keychain of this desktop.</source>
        <translation>Ein Token von %1 holen. Das Passwort wird einmal gesendet und nirgends gespeichert; das Token kommt in den Schlüsselbund dieses Desktops.</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Get a token from %1. The password is sent once and kept nowhere; the token is forgotten when Callboard ends.</source>
        <translation>Ein Token von %1 holen. Das Passwort wird einmal gesendet und nirgends gespeichert; das Token wird beim Beenden von Callboard vergessen.</translation>
    </message>
    <message>
        <location line="+11"/>
        <source>&amp;Sign In</source>
        <translation>&amp;Anmelden</translation>
    </message>
    <message>
        <location line="+21"/>
        <source>1 hour</source>
        <translation>1 Stunde</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>4 hours</source>
        <translation>4 Stunden</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>8 hours</source>
        <translation>8 Stunden</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>1 day</source>
        <translation>1 Tag</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>1 week</source>
        <translation>1 Woche</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>30 days</source>
        <translation>30 Tage</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <location line="+6"/>
        <source>&amp;Login:</source>
        <translation>Anmelde&amp;name:</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>&amp;Password:</source>
        <translation>&amp;Passwort:</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>&amp;Valid for:</source>
        <translation>&amp;Gültig für:</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>La&amp;bel:</source>
        <translation>&amp;Bezeichnung:</translation>
    </message>
    <message>
        <location line="+27"/>
        <source>Signing in …</source>
        <translation>Anmeldung läuft …</translation>
    </message>
    <message>
        <location line="+30"/>
        <source>%1 does not accept this login and password.</source>
        <translation>%1 akzeptiert diesen Anmeldenamen mit diesem Passwort nicht.</translation>
    </message>
    <message>
        <location line="+5"/>
        <source>The server says: %1</source>
        <translation>Der Server sagt: %1</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Nothing is tried again by itself: after ten failed attempts Puppet Enterprise locks the account, unless it is set up otherwise.</source>
        <translation>Es wird nichts von selbst wiederholt: Nach zehn Fehlversuchen sperrt Puppet Enterprise das Konto, sofern nicht anders eingerichtet.</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Who signs in to the console through another service (SAML) makes a token there and pastes it.</source>
        <translation>Wer sich an der Konsole über einen anderen Dienst (SAML) anmeldet, erzeugt dort ein Token und fügt es ein.</translation>
    </message>
</context>
<context>
    <name>SnapshotActions</name>
    <message>
        <location filename="../ui/snapshotactions.cpp" line="+30"/>
        <source>Jobs read</source>
        <translation>Gelesene Jobs</translation>
    </message>
    <message numerus="yes">
        <location line="+35"/>
        <source>%1, %Ln job(s), saved by you</source>
        <comment>time of a snapshot</comment>
        <translation>
            <numerusform>%1, %Ln Job, von Ihnen gespeichert</numerusform>
            <numerusform>%1, %Ln Jobs, von Ihnen gespeichert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+1"/>
        <source>%1, %Ln job(s)</source>
        <comment>time of a snapshot</comment>
        <translation>
            <numerusform>%1, %Ln Job</numerusform>
            <numerusform>%1, %Ln Jobs</numerusform>
        </translation>
    </message>
    <message>
        <location line="+18"/>
        <source>No snapshots of this server</source>
        <translation>Keine Schnappschüsse dieses Servers</translation>
    </message>
    <message>
        <location line="+8"/>
        <source>Only the list of a server can be saved as a snapshot</source>
        <translation>Nur die Liste eines Servers kann als Schnappschuss gespeichert werden</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>There is no list to be saved as a snapshot</source>
        <translation>Es gibt keine Liste für einen Schnappschuss</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>A snapshot is being saved</source>
        <translation>Ein Schnappschuss wird gespeichert</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Keep the list as it is now, to compare it later</source>
        <translation>Die Liste behalten, wie sie jetzt ist, um sie später zu vergleichen</translation>
    </message>
    <message>
        <location line="+37"/>
        <source>Reading the whole list for a snapshot …</source>
        <translation>Die ganze Liste für einen Schnappschuss lesen …</translation>
    </message>
    <message>
        <location line="+9"/>
        <source>No snapshot was saved. %1</source>
        <translation>Es wurde kein Schnappschuss gespeichert. %1</translation>
    </message>
    <message>
        <location line="+21"/>
        <source>No snapshot was saved: the list may be incomplete. %1</source>
        <translation>Es wurde kein Schnappschuss gespeichert: Die Liste kann unvollständig sein. %1</translation>
    </message>
    <message>
        <location line="+15"/>
        <source>The snapshot was not saved. %1 Make room on the disk, or see to it that you may write there.</source>
        <translation>Der Schnappschuss wurde nicht gespeichert. %1 Schaffen Sie Platz auf dem Datenträger, oder sorgen Sie dafür, dass Sie dort schreiben dürfen.</translation>
    </message>
    <message numerus="yes">
        <location line="+4"/>
        <source>Saved a snapshot of %Ln job(s)</source>
        <translation>
            <numerusform>Schnappschuss von %Ln Job gespeichert</numerusform>
            <numerusform>Schnappschuss von %Ln Jobs gespeichert</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SnapshotReader</name>
    <message>
        <location filename="../app/source/snapshotreader.cpp" line="+62"/>
        <source>Standard input</source>
        <translation>Standardeingabe</translation>
    </message>
    <message>
        <location line="+27"/>
        <source>it does not end</source>
        <translation>die Eingabe endet nicht</translation>
    </message>
    <message>
        <location line="+9"/>
        <source>Clipboard</source>
        <translation>Zwischenablage</translation>
    </message>
</context>
<context>
    <name>SnapshotSource</name>
    <message>
        <location filename="../app/source/snapshotsource.cpp" line="+78"/>
        <source>This is a saved response: jobs can be deleted on a server only.</source>
        <translation>Dies ist eine gespeicherte Antwort: Jobs können nur auf einem Server gelöscht werden.</translation>
    </message>
    <message>
        <location line="+55"/>
        <source>The file has changed since it was read; what is not shown yet can&apos;t be read any more.</source>
        <translation>Die Datei hat sich geändert, seit sie gelesen wurde; was noch nicht angezeigt wurde, kann nicht mehr gelesen werden.</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>The file may have been written to since it was read: its attributes were changed. Refresh to be sure.</source>
        <translation>In die Datei wurde möglicherweise geschrieben, seit sie gelesen wurde: ihre Attribute wurden geändert. Aktualisieren Sie, um sicher zu sein.</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>There is another file in its place since it was read.</source>
        <translation>An ihrer Stelle liegt eine andere Datei, seit sie gelesen wurde.</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>The file is no longer in its place.</source>
        <translation>Die Datei ist nicht mehr an ihrer Stelle.</translation>
    </message>
</context>
<context>
    <name>SnapshotStore</name>
    <message>
        <location filename="../app/snapshots/snapshotstore.cpp" line="+136"/>
        <source>the folder can&apos;t be made private</source>
        <translation>der Ordner lässt sich nicht privat machen</translation>
    </message>
</context>
<context>
    <name>SourceNotes</name>
    <message>
        <location filename="../ui/sourcenotes.cpp" line="+28"/>
        <source>line %1, column %2</source>
        <translation>Zeile %1, Spalte %2</translation>
    </message>
    <message numerus="yes">
        <location line="+3"/>
        <source>%2 is not valid JSON; %n comma(s) with nothing after them were passed over: %1.</source>
        <translation>
            <numerusform>%2 ist kein gültiges JSON; %n Komma ohne etwas dahinter wurde übergangen: %1.</numerusform>
            <numerusform>%2 ist kein gültiges JSON; %n Kommas ohne etwas dahinter wurden übergangen: %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+16"/>
        <source>%n part(s) of the journal can&apos;t be read, and stay as they are: %1</source>
        <translation>
            <numerusform>%n Teil des Protokolls ist nicht lesbar und bleibt, wie er ist: %1</numerusform>
            <numerusform>%n Teile des Protokolls sind nicht lesbar und bleiben, wie sie sind: %1</numerusform>
        </translation>
    </message>
    <message>
        <location line="+10"/>
        <source>PRODUCTION</source>
        <comment>mark of a connection</comment>
        <translation>PRODUKTION</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>read-only</source>
        <comment>mark of a connection</comment>
        <translation>schreibgeschützt</translation>
    </message>
    <message>
        <location line="+9"/>
        <source>Scheduled Jobs</source>
        <translation>Geplante Jobs</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>%1 — Scheduled Jobs</source>
        <comment>server or file</comment>
        <translation>%1 — Geplante Jobs</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>%1 (%2) — Scheduled Jobs</source>
        <comment>server, marks such as production</comment>
        <translation>%1 (%2) — Geplante Jobs</translation>
    </message>
    <message>
        <location line="+7"/>
        <source>Not connected</source>
        <translation>Nicht verbunden</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Server: %1</source>
        <translation>Server: %1</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Server (%2): %1</source>
        <comment>address, marks such as production</comment>
        <translation>Server (%2): %1</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>Journal of deletions: %1</source>
        <comment>a folder</comment>
        <translation>Protokoll der Löschungen: %1</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>File (read-only): %1</source>
        <translation>Datei (schreibgeschützt): %1</translation>
    </message>
    <message>
        <location line="+16"/>
        <source>This is one page of a longer list: %L1 of %L2 jobs.</source>
        <translation>Dies ist eine Seite einer längeren Liste: %L1 von %L2 Jobs.</translation>
    </message>
</context>
<context>
    <name>SourceOpener</name>
    <message>
        <location filename="../ui/sourceopener.cpp" line="+23"/>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <location line="+10"/>
        <source>Open Saved Responses</source>
        <translation>Gespeicherte Antworten öffnen</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>JSON files (*.json)</source>
        <translation>JSON-Dateien (*.json)</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <location line="+31"/>
        <location line="+20"/>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <location line="-16"/>
        <source>&amp;Clear List</source>
        <translation>Liste &amp;leeren</translation>
    </message>
    <message>
        <location line="+55"/>
        <source>Opening %1 …</source>
        <comment>a file</comment>
        <translation>%1 wird geöffnet …</translation>
    </message>
    <message>
        <location line="+5"/>
        <source>Reading %1 again …</source>
        <comment>a file</comment>
        <translation>%1 wird erneut gelesen …</translation>
    </message>
    <message>
        <location line="+6"/>
        <source>Reading standard input …</source>
        <translation>Standardeingabe wird gelesen …</translation>
    </message>
    <message>
        <location line="+5"/>
        <source>Reading the clipboard …</source>
        <translation>Zwischenablage wird gelesen …</translation>
    </message>
    <message>
        <location line="+11"/>
        <source>Waiting for the keychain of this desktop …</source>
        <translation>Der Schlüsselbund dieses Desktops wird befragt …</translation>
    </message>
    <message>
        <location line="+13"/>
        <source>%1 The token lives for this session.</source>
        <comment>what is wrong with the keychain</comment>
        <translation>%1 Das Token gilt nur für diese Sitzung.</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <location filename="../ui/statusline.cpp" line="+43"/>
        <source>The time zone that all times are shown in</source>
        <translation>Die Zeitzone, in der alle Zeiten gezeigt werden</translation>
    </message>
    <message>
        <location line="+40"/>
        <source>No job selected</source>
        <translation>Kein Job ausgewählt</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Selected: a job without a name</source>
        <translation>Ausgewählt: ein Job ohne Namen</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Selected: job %1</source>
        <translation>Ausgewählt: Job %1</translation>
    </message>
    <message numerus="yes">
        <location line="+5"/>
        <source>%Ln jobs selected</source>
        <translation>
            <numerusform>%Ln Job ausgewählt</numerusform>
            <numerusform>%Ln Jobs ausgewählt</numerusform>
        </translation>
    </message>
    <message>
        <location line="+22"/>
        <source>Times: %1</source>
        <comment>the time zone</comment>
        <translation>Zeiten: %1</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message numerus="yes">
        <location filename="../ui/forecastwords.cpp" line="+30"/>
        <source>%Ln runs</source>
        <translation>
            <numerusform>%Ln Lauf</numerusform>
            <numerusform>%Ln Läufe</numerusform>
        </translation>
    </message>
    <message>
        <location line="+7"/>
        <source>No type</source>
        <translation>Kein Typ</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>No environment</source>
        <translation>Keine Umgebung</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>No owner</source>
        <translation>Kein Besitzer</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>No task or plan</source>
        <translation>Keine Task, kein Plan</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>No nodes in the list</source>
        <translation>Keine Nodes in der Liste</translation>
    </message>
    <message>
        <location line="+24"/>
        <source>A job without a name</source>
        <translation>Ein Job ohne Namen</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>%1 – %2</source>
        <comment>job&apos;s name, its task or plan</comment>
        <translation>%1 – %2</translation>
    </message>
    <message>
        <location line="+12"/>
        <source>Targets unknown</source>
        <translation>Ziele unbekannt</translation>
    </message>
    <message>
        <location line="+18"/>
        <source>once</source>
        <translation>einmal</translation>
    </message>
    <message>
        <location line="+7"/>
        <source>%1: %2 from %3 on, %4</source>
        <comment>job, number of runs, moment, interval</comment>
        <translation>%1: %2 ab %3, %4</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>%1: runs %2, %3</source>
        <comment>job, moment, interval</comment>
        <translation>%1: läuft %2, %3</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>%1: %2, the next %3, %4</source>
        <comment>job, number of runs, moment, interval</comment>
        <translation>%1: %2, der nächste %3, %4</translation>
    </message>
    <message>
        <location line="+14"/>
        <source>, </source>
        <comment>between names of jobs</comment>
        <translation>, </translation>
    </message>
    <message numerus="yes">
        <location line="+2"/>
        <source>%1 and %Ln more</source>
        <comment>names of jobs</comment>
        <translation>
            <numerusform>%1 und %Ln weiterer</numerusform>
            <numerusform>%1 und %Ln weitere</numerusform>
        </translation>
    </message>
    <message>
        <location line="+2"/>
        <source>%1: %2, the first %3 (%4)</source>
        <comment>group, number of runs, moment, jobs</comment>
        <translation>%1: %2, der erste %3 (%4)</translation>
    </message>
    <message numerus="yes">
        <location line="+8"/>
        <source>%L1 of %Ln jobs run in this time, %2 in all.</source>
        <comment>number, jobs, number of runs</comment>
        <translation>
            <numerusform>%L1 von %Ln Job läuft in dieser Zeit, zusammen %2.</numerusform>
            <numerusform>%L1 von %Ln Jobs laufen in dieser Zeit, zusammen %2.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+7"/>
        <source>%Ln jobs repeat at an interval that is not understood: only their next run is known.</source>
        <translation>
            <numerusform>%Ln Job wiederholt sich in einem Intervall, das nicht verstanden wird: Nur sein nächster Lauf ist bekannt.</numerusform>
            <numerusform>%Ln Jobs wiederholen sich in einem Intervall, das nicht verstanden wird: Nur ihr nächster Lauf ist bekannt.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TimelinePage</name>
    <message>
        <location filename="../ui/timelinepage.cpp" line="+173"/>
        <source>Next 24 hours</source>
        <translation>Nächste 24 Stunden</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Next 7 days</source>
        <translation>Nächste 7 Tage</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Next 4 weeks</source>
        <translation>Nächste 4 Wochen</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Other range…</source>
        <translation>Anderer Zeitraum …</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>By job</source>
        <translation>Nach Job</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>By type</source>
        <translation>Nach Typ</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>By environment</source>
        <translation>Nach Umgebung</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>By owner</source>
        <translation>Nach Besitzer</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>By task or plan</source>
        <translation>Nach Task oder Plan</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>By target node</source>
        <translation>Nach Zielknoten</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Zoom in</source>
        <translation>Näher heran</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Zoom out</source>
        <translation>Weiter weg</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Whole Range</source>
        <translation>Ganzer Zeitraum</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Show the whole range</source>
        <translation>Den ganzen Zeitraum zeigen</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Pile-&amp;ups</source>
        <translation>Häuf&amp;ungen</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Pile-ups, busiest hours, quiet windows</source>
        <translation>Häufungen, vollste Stunden, ruhige Zeiten</translation>
    </message>
    <message>
        <location line="+13"/>
        <source>Ti&amp;me:</source>
        <translation>Ze&amp;it:</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>&amp;Lanes:</source>
        <translation>Bahn&amp;en:</translation>
    </message>
    <message numerus="yes">
        <location line="+125"/>
        <source>Only the %Ln jobs that are loaded are shown. </source>
        <translation>
            <numerusform>Nur der eine geladene Job wird gezeigt. </numerusform>
            <numerusform>Nur die %Ln geladenen Jobs werden gezeigt. </numerusform>
        </translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Looking ahead …</source>
        <translation>Vorausschau …</translation>
    </message>
    <message>
        <location line="+6"/>
        <source>This is the plan: a run is skipped while the one before it goes on, and after an outage of the server runs come later.</source>
        <translation>Das ist der Plan: Ein Lauf entfällt, solange der vorige noch läuft, und nach einem Ausfall des Servers kommen Läufe später.</translation>
    </message>
    <message>
        <location line="+20"/>
        <source>Times: %1</source>
        <comment>the time zone</comment>
        <translation>Zeiten: %1</translation>
    </message>
    <message>
        <location line="+13"/>
        <source>The lanes are not those of the list yet.</source>
        <translation>Die Bahnen sind noch nicht die der Liste.</translation>
    </message>
    <message numerus="yes">
        <location line="+9"/>
        <source>%Ln selected jobs do not run in this time and have no lane: go to the table to see them.</source>
        <translation>
            <numerusform>%Ln ausgewählter Job läuft nicht in dieser Zeit und hat keine Bahn: In der Tabelle ist er zu sehen.</numerusform>
            <numerusform>%Ln ausgewählte Jobs laufen nicht in dieser Zeit und haben keine Bahn: In der Tabelle sind sie zu sehen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location line="+36"/>
        <source>%Ln jobs in too many places of the table to be selected.</source>
        <translation>
            <numerusform>%Ln Job an zu vielen Stellen der Tabelle, um ihn auszuwählen.</numerusform>
            <numerusform>%Ln Jobs an zu vielen Stellen der Tabelle, um sie auszuwählen.</numerusform>
        </translation>
    </message>
    <message>
        <location line="+41"/>
        <source>search: %1</source>
        <comment>the text that jobs are searched for</comment>
        <translation>Suche: %1</translation>
    </message>
    <message>
        <location line="+6"/>
        <source>Coming runs, %1 · times: %2</source>
        <comment>span of time, time zone</comment>
        <translation>Kommende Läufe, %1 · Zeiten: %2</translation>
    </message>
    <message>
        <location line="+50"/>
        <source>Lanes %L1 to %L2 of %L3.</source>
        <translation>Bahnen %L1 bis %L2 von %L3.</translation>
    </message>
</context>
<context>
    <name>TimelinePicture</name>
    <message>
        <location filename="../ui/timelinepicture.cpp" line="+129"/>
        <source>Save Timeline As</source>
        <translation>Zeitachse speichern als</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>PNG images (*.png)</source>
        <translation>PNG-Bilder (*.png)</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>SVG drawings (*.svg)</source>
        <translation>SVG-Zeichnungen (*.svg)</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>PDF documents (*.pdf)</source>
        <translation>PDF-Dokumente (*.pdf)</translation>
    </message>
    <message>
        <location line="+21"/>
        <source>Saved the first %2 of %3 lanes of the timeline to %1.</source>
        <translation>Die ersten %2 von %3 Bahnen der Zeitachse wurden in %1 gespeichert.</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>%1 was not saved: there is too little memory for the picture.</source>
        <translation>%1 wurde nicht gespeichert: Für das Bild ist zu wenig Speicher da.</translation>
    </message>
    <message>
        <location line="+6"/>
        <source>%1 was not saved: %2</source>
        <comment>file, reason</comment>
        <translation>%1 wurde nicht gespeichert: %2</translation>
    </message>
    <message>
        <location line="-11"/>
        <source>Saved the timeline to %1.</source>
        <translation>Zeitachse nach %1 gespeichert.</translation>
    </message>
    <message>
        <location line="+29"/>
        <source>The timeline was not printed: the printer reported an error.</source>
        <translation>Die Zeitachse wurde nicht gedruckt: Der Drucker meldet einen Fehler.</translation>
    </message>
</context>
<context>
    <name>TlsFault</name>
    <message>
        <location filename="../app/source/tlsfault.cpp" line="+83"/>
        <source>(nobody)</source>
        <translation>(niemand)</translation>
    </message>
    <message>
        <location line="+22"/>
        <source>(none)</source>
        <translation>(keine)</translation>
    </message>
    <message>
        <location line="+60"/>
        <source>It vouches for this certificate of the server:</source>
        <translation>Es bürgt für dieses Zertifikat des Servers:</translation>
    </message>
    <message>
        <location line="+8"/>
        <source>Also wrong with it: %1</source>
        <translation>Außerdem fehlerhaft: %1</translation>
    </message>
    <message>
        <location line="+27"/>
        <source>Subject: %1</source>
        <translation>Inhaber: %1</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Issuer: %1</source>
        <translation>Aussteller: %1</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Valid from: %1</source>
        <translation>Gültig ab: %1</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Valid until: %1</source>
        <translation>Gültig bis: %1</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>For the hosts: %1</source>
        <translation>Für die Rechner: %1</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>SHA-256: %1</source>
        <translation>SHA-256: %1</translation>
    </message>
</context>
<context>
    <name>Token</name>
    <message>
        <location filename="../app/access/token.cpp" line="+29"/>
        <location line="+3"/>
        <source>The token</source>
        <translation>Das Token</translation>
    </message>
    <message>
        <location line="-3"/>
        <source>it is empty</source>
        <translation>es ist leer</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>a token is one word of plain characters</source>
        <translation>ein Token ist ein einzelnes Wort aus ASCII-Zeichen</translation>
    </message>
</context>
<context>
    <name>Twin</name>
    <message>
        <location filename="../app/twin/twin.cpp" line="+48"/>
        <location line="+12"/>
        <source>The list may be incomplete. %1</source>
        <translation>Die Liste kann unvollständig sein. %1</translation>
    </message>
    <message>
        <location line="-11"/>
        <source>Nothing was written: the list may be incomplete. %1</source>
        <translation>Nichts wurde geschrieben: Die Liste kann unvollständig sein. %1</translation>
    </message>
    <message>
        <location filename="../app/twin/twinoutput.cpp" line="+47"/>
        <source>%1 was not written: %2.</source>
        <translation>%1 wurde nicht geschrieben: %2.</translation>
    </message>
    <message>
        <location line="+15"/>
        <source>Not all was written to standard output: %1.</source>
        <translation>Nicht alles wurde auf die Standardausgabe geschrieben: %1.</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Nothing was written: %1.</source>
        <translation>Es wurde nichts geschrieben: %1.</translation>
    </message>
    <message>
        <location filename="../app/twin/twin.cpp" line="+47"/>
        <source>it was stopped</source>
        <translation>es wurde abgebrochen</translation>
    </message>
    <message>
        <location line="+46"/>
        <source>--until is not after the start</source>
        <translation>--until liegt nicht nach dem Anfang</translation>
    </message>
</context>
<context>
    <name>TwinComparison</name>
    <message>
        <location filename="../app/twin/twincomparison.cpp" line="+65"/>
        <source>Nothing was compared: the list may be incomplete. %1</source>
        <translation>Es wurde nichts verglichen: Die Liste kann unvollständig sein. %1</translation>
    </message>
    <message>
        <location line="+51"/>
        <source>Change</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Task or Plan</source>
        <translation>Task oder Plan</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>What Changed</source>
        <translation>Was sich geändert hat</translation>
    </message>
</context>
<context>
    <name>TwinLine</name>
    <message>
        <location filename="../app/twin/twinline.cpp" line="+40"/>
        <source>Ask the connection &lt;NAME&gt;, as it is set up in the window.</source>
        <translation>Die Verbindung &lt;NAME&gt; fragen, wie sie im Fenster eingerichtet ist.</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Ask the orchestrator at &lt;URL&gt;, such as https://pe.example.com:8143.</source>
        <translation>Den Orchestrator unter &lt;URL&gt; fragen, etwa https://pe.example.com:8143.</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Read the token from &lt;FILE&gt;. Default: ~/.puppetlabs/token.</source>
        <translation>Das Token aus &lt;FILE&gt; lesen. Sonst: ~/.puppetlabs/token.</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>With --url: trust the certificate authorities in &lt;FILE&gt; (PEM) only.</source>
        <translation>Mit --url: nur den Zertifizierungsstellen in &lt;FILE&gt; (PEM) trauen.</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Write a table (default), csv or json.</source>
        <translation>Eine Tabelle schreiben (wenn nichts angegeben ist), csv oder json.</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Write a table (default), csv, json or ics.</source>
        <translation>Eine Tabelle (table, sonst so), csv, json oder ics schreiben.</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Only jobs of the type task, plan or deploy.</source>
        <translation>Nur Jobs vom Typ task, plan oder deploy.</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Only jobs with &lt;TEXT&gt; in what the window searches.</source>
        <translation>Nur Jobs mit &lt;TEXT&gt; in dem, was das Fenster durchsucht.</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Sort by a field of the CSV format, such as name or next_run (default).</source>
        <translation>Nach einem Feld des CSV-Formats sortieren, etwa name oder next_run (sonst so).</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>The other way round.</source>
        <translation>Andersherum.</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>From this moment on, such as 2026-03-01T02:00:00Z or 2026-03-01 (UTC). Default: now, or the moment that a file is of.</source>
        <translation>Ab diesem Zeitpunkt, etwa 2026-03-01T02:00:00Z oder 2026-03-01 (UTC). Sonst: jetzt, oder der Zeitpunkt der Datei.</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>Up to and without this moment, or +12h, +7d, +4w from the first. Default: +24h.</source>
        <translation>Bis vor diesen Zeitpunkt, oder +12h, +7d, +4w vom Anfang an. Sonst: +24h.</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Take the jobs of a file as they were at this moment.</source>
        <translation>Die Jobs einer Datei so nehmen, wie sie zu diesem Zeitpunkt waren.</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Write to &lt;FILE&gt;, as a whole or not at all; - is standard output.</source>
        <translation>In &lt;FILE&gt; schreiben, ganz oder gar nicht; - ist die Standardausgabe.</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>Also next runs that moved on by whole intervals, last runs, and logins of owners.</source>
        <translation>Auch nächste Läufe, die um ganze Intervalle weitergerückt sind, letzte Läufe und Anmeldungen von Besitzern.</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Show this help.</source>
        <translation>Diese Hilfe zeigen.</translation>
    </message>
    <message>
        <location line="+21"/>
        <source>Lists scheduled jobs. Times are UTC. A list that may not be whole is written as a table only, says so, and ends with 2; so does what goes wrong.</source>
        <translation>Listet geplante Jobs auf. Zeiten sind UTC. Eine vielleicht unvollständige Liste wird nur als Tabelle geschrieben, sagt das und endet mit 2; ebenso, was misslingt.</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Writes all scheduled jobs as a saved response, which Callboard opens. A list that may not be whole is not written, and ends with 2; so does what goes wrong.</source>
        <translation>Schreibt alle geplanten Jobs als gespeicherte Antwort, die Callboard öffnet. Eine vielleicht unvollständige Liste wird nicht geschrieben und endet mit 2; ebenso, was misslingt.</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Lists when jobs will run, by their plan. Times are UTC. A list that may not be whole is written as a table only, says so, and ends with 2; so does what goes wrong.</source>
        <translation>Listet auf, wann Jobs laut Plan laufen. Zeiten sind UTC. Eine vielleicht unvollständige Liste wird nur als Tabelle geschrieben, sagt das und endet mit 2; ebenso, was misslingt.</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>Compares two saved responses, or one with what a server lists now. Jobs are matched by name. Ends with 0 if nothing differs, 1 if something does, and 2 for what goes wrong, also a list that may not be whole.</source>
        <translation>Vergleicht zwei gespeicherte Antworten, oder eine mit dem, was ein Server jetzt auflistet. Jobs werden nach dem Namen zugeordnet. Endet mit 0, wenn sich nichts unterscheidet, mit 1, wenn sich etwas unterscheidet, und mit 2, wenn etwas schiefgeht, auch bei einer Liste, die unvollständig sein kann.</translation>
    </message>
    <message>
        <location line="+73"/>
        <source>--type is task, plan or deploy.</source>
        <translation>--type ist task, plan oder deploy.</translation>
    </message>
    <message>
        <location line="+29"/>
        <source>--format is table, csv, json or ics.</source>
        <translation>--format ist table, csv, json oder ics.</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>--format is table, csv or json; callboard forecast writes ics.</source>
        <translation>--format ist table, csv oder json; callboard forecast schreibt ics.</translation>
    </message>
    <message>
        <location line="+12"/>
        <source>--sort is one of: %1.</source>
        <translation>--sort ist eines von: %1.</translation>
    </message>
    <message>
        <location line="+9"/>
        <source>--%1 is a time such as 2026-03-01T02:00:00Z or 2026-03-01.</source>
        <translation>--%1 ist eine Zeit wie 2026-03-01T02:00:00Z oder 2026-03-01.</translation>
    </message>
    <message>
        <location line="+11"/>
        <source>--until is a time such as 2026-03-01T02:00:00Z or 2026-03-01, or +12h, +7d, +4w.</source>
        <translation>--until ist eine Zeit wie 2026-03-01T02:00:00Z oder 2026-03-01, oder +12h, +7d, +4w.</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>--as-of is for files: a server tells what is scheduled now.</source>
        <translation>--as-of ist für Dateien: Ein Server sagt, was jetzt geplant ist.</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>--until is not after the start.</source>
        <translation>--until liegt nicht nach dem Anfang.</translation>
    </message>
    <message>
        <location line="+14"/>
        <source>Give two files, or one file and --profile or --url; - is standard input.</source>
        <translation>Geben Sie zwei Dateien an, oder eine Datei und --profile oder --url; - ist die Standardeingabe.</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Standard input can be one side only.</source>
        <translation>Die Standardeingabe kann nur eine Seite sein.</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Give a file, - for standard input, --profile or --url.</source>
        <translation>Nennen Sie eine Datei, - für die Standardeingabe, --profile oder --url.</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Give one file, --profile or --url, but only one of them.</source>
        <translation>Nennen Sie eine Datei, --profile oder --url, aber nur eines davon.</translation>
    </message>
    <message>
        <location line="+10"/>
        <source>--token-file needs --url or --profile.</source>
        <translation>--token-file braucht --url oder --profile.</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>--ca-file needs --url.</source>
        <translation>--ca-file braucht --url.</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>The name of a file is empty.</source>
        <translation>Der Name einer Datei ist leer.</translation>
    </message>
    <message>
        <location line="+6"/>
        <source>--%1 may be given only once.</source>
        <translation>--%1 darf nur einmal vorkommen.</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>--%1 needs a value.</source>
        <translation>--%1 braucht einen Wert.</translation>
    </message>
    <message>
        <location line="+27"/>
        <source>A saved response; - is standard input.</source>
        <translation>Eine gespeicherte Antwort; - ist die Standardeingabe.</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>callboard %1: %2 Try --help.</source>
        <translation>callboard %1: %2 Hilfe gibt --help.</translation>
    </message>
</context>
<context>
    <name>TwinList</name>
    <message>
        <location filename="../app/twin/twinlist.cpp" line="+84"/>
        <source>Name a file that holds one with --token-file.</source>
        <translation>Nennen Sie mit --token-file eine Datei, die eines enthält.</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>The token of %1 is kept nowhere. %2</source>
        <translation>Das Token von %1 ist nirgends aufbewahrt. %2</translation>
    </message>
    <message>
        <location line="+12"/>
        <source>The keychain holds no token for %1. Sign in in the window. %2</source>
        <translation>Der Schlüsselbund enthält kein Token für %1. Melden Sie sich im Fenster an. %2</translation>
    </message>
    <message>
        <location line="+30"/>
        <source>%1 answers as servers do whose jobs have moved to another path, and has nothing there either: nothing can be said about its jobs. Check the address, and whether the server has just been upgraded.</source>
        <translation>%1 antwortet wie Server, deren Jobs unter einen anderen Pfad gezogen sind, und hat auch dort nichts: Über seine Jobs lässt sich nichts sagen. Prüfen Sie die Adresse, und ob der Server gerade aktualisiert wurde.</translation>
    </message>
    <message>
        <location line="+13"/>
        <source>The list was not read to its end.</source>
        <translation>Die Liste wurde nicht bis zum Ende gelesen.</translation>
    </message>
    <message>
        <location line="+21"/>
        <source>%1 is one page of a longer list: %2 of %3 jobs.</source>
        <translation>%1 ist eine Seite einer längeren Liste: %2 von %3 Jobs.</translation>
    </message>
</context>
<context>
    <name>UnsettledDeletions</name>
    <message>
        <location filename="../ui/unsettleddeletions.cpp" line="+22"/>
        <source>Connect</source>
        <translation>Verbinden</translation>
    </message>
    <message>
        <location line="+7"/>
        <source>Show Deleted Jobs</source>
        <translation>Gelöschte Jobs anzeigen</translation>
    </message>
    <message numerus="yes">
        <location line="+49"/>
        <source>%Ln deletion(s) on %1</source>
        <translation>
            <numerusform>%Ln Löschung auf %1</numerusform>
            <numerusform>%Ln Löschungen auf %1</numerusform>
        </translation>
    </message>
    <message>
        <location line="+4"/>
        <source>, </source>
        <comment>between the parts of an enumeration</comment>
        <translation>, </translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Callboard ended before it knew what became of %1. That is looked up as soon as you are connected there.</source>
        <comment>deletions</comment>
        <translation>Callboard wurde beendet, bevor bekannt war, was hieraus wurde: %1. Das wird nachgesehen, sobald Sie dort verbunden sind.</translation>
    </message>
</context>
<context>
    <name>ValueExcerpts</name>
    <message numerus="yes">
        <location filename="../ui/valueexcerpt.cpp" line="+58"/>
        <source>%Ln entries</source>
        <comment>of a list</comment>
        <translation>
            <numerusform>%Ln Eintrag</numerusform>
            <numerusform>%Ln Einträge</numerusform>
        </translation>
    </message>
    <message>
        <location line="+2"/>
        <source>%1, all of them also on the other side</source>
        <comment>a number of entries</comment>
        <translation>%1, alle auch auf der anderen Seite</translation>
    </message>
    <message numerus="yes">
        <location line="+3"/>
        <source>%1 and %Ln more</source>
        <comment>entries of a list</comment>
        <translation>
            <numerusform>%1 und %Ln weiterer</numerusform>
            <numerusform>%1 und %Ln weitere</numerusform>
        </translation>
    </message>
    <message>
        <location line="+1"/>
        <source>%1, only here: %2</source>
        <comment>a number of entries, some of them</comment>
        <translation>%1, nur hier: %2</translation>
    </message>
    <message numerus="yes">
        <location line="+20"/>
        <source>%Ln characters, there: %1</source>
        <comment>of a long text, the place where it differs</comment>
        <translation>
            <numerusform>%Ln Zeichen, dort: %1</numerusform>
            <numerusform>%Ln Zeichen, dort: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WindowActions</name>
    <message>
        <location filename="../ui/windowactions.cpp" line="+54"/>
        <source>&amp;Open…</source>
        <translation>Ö&amp;ffnen…</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>&amp;Connect…</source>
        <translation>&amp;Verbinden…</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>&amp;Save Response As…</source>
        <translation>Antwort &amp;speichern unter…</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Save Se&amp;lected Jobs As…</source>
        <translation>&amp;Ausgewählte Jobs speichern unter…</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Save &amp;Timeline As…</source>
        <translation>&amp;Zeitachse speichern als …</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Pr&amp;int Timeline…</source>
        <translation>Zeitachse &amp;drucken …</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Save &amp;Page as Received…</source>
        <translation>Seite wie &amp;empfangen speichern…</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>E&amp;xport…</source>
        <translation>E&amp;xportieren …</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Save S&amp;napshot</source>
        <translation>Sch&amp;nappschuss speichern</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Close &amp;Window</source>
        <translation>Fenster s&amp;chließen</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Op&amp;en Recent</source>
        <translation>Zul&amp;etzt geöffnet</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Connect to &amp;Recent</source>
        <translation>Mit zuletzt &amp;verwendeter verbinden</translation>
    </message>
    <message>
        <location line="+7"/>
        <source>W&amp;hat Changed Since</source>
        <translation>&amp;Was sich geändert hat seit</translation>
    </message>
    <message>
        <location line="+9"/>
        <source>&amp;Undo Deletion</source>
        <translation>Löschen &amp;rückgängig machen</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Copy &amp;Record as JSON</source>
        <translation>&amp;Datensatz als JSON kopieren</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>&amp;Paste Response</source>
        <translation>Antwort &amp;einfügen</translation>
    </message>
    <message>
        <location line="+3"/>
        <location line="+22"/>
        <source>Select &amp;All</source>
        <translation>Alle aus&amp;wählen</translation>
    </message>
    <message>
        <location line="-19"/>
        <source>&amp;Find</source>
        <translation>&amp;Suchen</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>&amp;Settings…</source>
        <translation>Ei&amp;nstellungen…</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>Cop&amp;y As</source>
        <translation>Ko&amp;pieren als</translation>
    </message>
    <message>
        <location line="+12"/>
        <source>Select &amp;All That Match</source>
        <translation>Alle passenden aus&amp;wählen</translation>
    </message>
    <message>
        <location line="+13"/>
        <source>&amp;Refresh</source>
        <translation>&amp;Aktualisieren</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>S&amp;top</source>
        <translation>A&amp;bbrechen</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>&amp;Load All Jobs</source>
        <translation>Alle Jobs &amp;laden</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Deleted &amp;Jobs</source>
        <translation>&amp;Gelöschte Jobs</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>Tabl&amp;e</source>
        <translation>&amp;Tabelle</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Ti&amp;meline</source>
        <translation>&amp;Zeitachse</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Comp&amp;are</source>
        <translation>Vergleic&amp;hen</translation>
    </message>
    <message>
        <location line="+7"/>
        <source>As &amp;Of…</source>
        <translation>Sta&amp;nd …</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>&amp;Details</source>
        <translation>&amp;Details</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Details &amp;Below the Table</source>
        <translation>Details &amp;unter der Tabelle</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>F&amp;ull Screen</source>
        <translation>&amp;Vollbild</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <location line="+5"/>
        <source>&amp;Sort By</source>
        <translation>&amp;Sortieren nach</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>&amp;Columns</source>
        <translation>S&amp;palten</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Time &amp;Zone</source>
        <translation>Zeitz&amp;one</translation>
    </message>
    <message>
        <location line="+10"/>
        <source>&amp;Delete</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <location line="+5"/>
        <source>&amp;Show Record</source>
        <translation>Datensatz &amp;anzeigen</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>&amp;Job</source>
        <translation>&amp;Job</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>Schedule &amp;Again…</source>
        <translation>&amp;Erneut planen…</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>&amp;Copy as Schedule Request</source>
        <translation>Als &amp;Planungsanfrage kopieren</translation>
    </message>
    <message>
        <location line="+7"/>
        <source>&amp;Keyboard Shortcuts</source>
        <translation>&amp;Tastenkürzel</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>&amp;About Callboard</source>
        <translation>Ü&amp;ber Callboard</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>About &amp;Qt</source>
        <translation>Über &amp;Qt</translation>
    </message>
    <message>
        <location line="+2"/>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <location line="+9"/>
        <source>Tool Bar</source>
        <translation>Werkzeugleiste</translation>
    </message>
</context>
<context>
    <name>WindowHelp</name>
    <message>
        <location filename="../ui/windowhelp.cpp" line="+42"/>
        <source>Keyboard Shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Action</source>
        <translation>Aktion</translation>
    </message>
    <message>
        <location line="+0"/>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <location line="+25"/>
        <source>About Callboard</source>
        <translation>Über Callboard</translation>
    </message>
    <message>
        <location line="+3"/>
        <source>Callboard %1</source>
        <translation>Callboard %1</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>A desktop console for the scheduled jobs of the Puppet orchestrator.

Free software under the GNU General Public License, version 3 or later.</source>
        <translation>Eine Desktop-Konsole für die geplanten Jobs des Puppet-Orchestrators.

Freie Software unter der GNU General Public License, Version 3 oder später.</translation>
    </message>
</context>
<context>
    <name>WindowPicture</name>
    <message>
        <location filename="../ui/windowpicture.cpp" line="+20"/>
        <source>There were no rows to show in time.</source>
        <translation>Es gab nicht rechtzeitig Zeilen zum Anzeigen.</translation>
    </message>
    <message>
        <location line="+25"/>
        <source>%1 was not written: %2.</source>
        <translation>%1 wurde nicht geschrieben: %2.</translation>
    </message>
</context>
<context>
    <name>ZoneChoice</name>
    <message>
        <location filename="../ui/zonechoice.cpp" line="+40"/>
        <source>&amp;Local (%1)</source>
        <comment>time zone</comment>
        <translation>&amp;Ortszeit (%1)</translation>
    </message>
    <message>
        <location line="+1"/>
        <source>&amp;UTC</source>
        <translation>&amp;UTC</translation>
    </message>
    <message>
        <location line="+4"/>
        <source>&amp;Other…</source>
        <translation>&amp;Andere …</translation>
    </message>
    <message>
        <location line="+16"/>
        <source>Time Zone</source>
        <translation>Zeitzone</translation>
    </message>
    <message>
        <location line="+10"/>
        <source>&amp;Show all times in the time zone:</source>
        <translation>&amp;Alle Zeiten zeigen in der Zeitzone:</translation>
    </message>
</context>
</TS>
